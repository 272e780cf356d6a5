using Amazon.DynamoDBv2.Model;
using Analytics.Store.Calendars;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Days;

/// <summary>
/// What must be stored before an event of a day is acknowledged, so that the event is sealed and no answer misses it: the day's work
/// marker; where the day is over or far ahead, its item, unless it takes no more events; and where it may be sealed, its late flag.
/// </summary>
/// <remarks>
/// It needs nothing that is stored: it can be a part of any transaction, and serves for all events that are stored within
/// <see cref="Holds"/>. The marker and the flag are due no earlier than those that another process may rely on, so replacing a flag takes
/// nothing from anybody.
/// </remarks>
/// <param name="site">The site.</param>
/// <param name="day">The day of the events.</param>
/// <param name="now">The present.</param>
/// <param name="keep">How long raw events live; null: they do not expire.</param>
internal sealed class DayMark(Site site, LocalDay day, DateTimeOffset now, TimeSpan? keep)
{
    /// <summary>How long events may be stored after it.</summary>
    public static readonly TimeSpan Holds = TimeSpan.FromMinutes(15);

    private readonly DateTimeOffset _until = Until(now);

    /// <summary>Until when events that rely on it are stored, by clocks that are a minute apart.</summary>
    public static DateTimeOffset Until(DateTimeOffset now) => now + Holds + NextStep.Settled;

    /// <summary>
    /// The parts of a transaction. It fails with ConditionalCheckFailed where the day takes no more events, and for no other reason.
    /// </summary>
    public IEnumerable<TransactWriteItem> ToItems(string table)
    {
        DateTimeOffset end = site.Calendar.EndOf(day), due = WorkMarker.LatestSeal(end, _until);
        yield return Put(new WorkMarker(site.Id, day, due).ToRequest(table));
        if (!Day.IsPresent(site, day, now, _until))
        {
            yield return new TransactWriteItem { Update = Make(table) };
        }

        if (_until >= WorkMarker.FirstSeal(end))
        {
            PutItemRequest flag = new LateFlag(site.Id, day, due).ToRequest(table);
            yield return new TransactWriteItem { Put = new Put { TableName = table, Item = flag.Item } };
        }
    }

    // Makes the day and leaves one that is there as it is: its version stays, so no build is overtaken. The seal gives it its expiry.
    private Update Make(string table)
    {
        Day made = Day.NewOpen(site, day) with { Version = 1, ClosesAt = Day.ClosingOf(now + keep), ExpiresAt = null };
        Dictionary<string, AttributeValue> item = DayItem.Write(made);
        var update = new Update
        {
            TableName = table,
            Key = DayKeys.Day(site.Id, day).ToAttributes(),
            ConditionExpression = "attribute_not_exists(#closesAt) OR #closesAt > :until",
            ExpressionAttributeNames = new Dictionary<string, string> { ["#closesAt"] = Names.ClosesAt },
            ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":until"] = Attributes.Instant(_until) },
        };
        List<string> sets = [];
        foreach (string name in item.Keys.Where(name => name is not (Names.PartitionKey or Names.SortKey)).Order(StringComparer.Ordinal))
        {
            string place = name == Names.Entity ? "entity" : name;
            sets.Add($"#{place} = if_not_exists(#{place}, :{place})");
            update.ExpressionAttributeNames["#" + place] = name;
            update.ExpressionAttributeValues[":" + place] = item[name];
        }

        update.UpdateExpression = "SET " + string.Join(", ", sets);
        return update;
    }

    private static TransactWriteItem Put(PutItemRequest request) => new() { Put = new Put { TableName = request.TableName, Item = request.Item } };
}
