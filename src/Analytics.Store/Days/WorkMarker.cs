using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Analytics.Store.Calendars;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Days;

/// <summary>
/// Says that a site's day will have work to do at an instant. Written before an event is acknowledged, so that no accepted event can
/// be forgotten; writing it again changes nothing.
/// </summary>
internal sealed record WorkMarker(SiteId Site, LocalDay Day, DateTimeOffset Due)
{
    /// <summary>Over how many partitions the markers are spread. Part of the stored keys: it may only grow.</summary>
    public const int Slices = 4;

    private static readonly TimeSpan Keep = TimeSpan.FromDays(40);
    private static readonly int[] SealHours = [2, 4, 8, 26];

    /// <summary>
    /// Maintenance left it for itself, to look at the day again: no event stands behind it. A recorder's marker of the same key takes its
    /// place; never the other way round.
    /// </summary>
    public bool Upkeep { get; init; }

    /// <summary>
    /// When a day is next sealed after <paramref name="now"/>: 2, 4, 8 and 26 hours after its end, then every quarter of an hour. What
    /// is loaded by authenticated senders into a day that is over waits for the next quarter only.
    /// </summary>
    public static DateTimeOffset NextSeal(DateTimeOffset endOfDay, DateTimeOffset now, bool authenticated)
    {
        if (!authenticated || now < endOfDay)
        {
            foreach (int hours in SealHours)
            {
                // In whole minutes, as keys are: what a recorder relies on may not be removed before.
                if (Up(endOfDay.AddHours(hours), TimeSpan.FromMinutes(1)) is var due && due > now)
                {
                    return due;
                }
            }
        }

        return Up(now.AddTicks(1), TimeSpan.FromMinutes(15));
    }

    /// <summary>The latest that anybody's marker may be due who leaves it at that instant: what relies on it is relied on by all.</summary>
    public static DateTimeOffset LatestSeal(DateTimeOffset endOfDay, DateTimeOffset now)
    {
        DateTimeOffset slot = NextSeal(endOfDay, now, authenticated: false), quarter = NextSeal(endOfDay, now, authenticated: true);
        return slot > quarter ? slot : quarter;
    }

    /// <summary>When a day is sealed for the first time, unless a request asks for it before. A recorder relies on that marker until then, and on <see cref="LateFlag"/> afterwards.</summary>
    public static DateTimeOffset FirstSeal(DateTimeOffset endOfDay) => Up(endOfDay.AddHours(SealHours[0]), TimeSpan.FromMinutes(1));

    /// <summary>Whether it stands at a quarter of an hour or at a slot of its day: others ask for less patience than there may be.</summary>
    public bool IsRegular(DateTimeOffset endOfDay) =>
        Up(Due, TimeSpan.FromMinutes(15)) == Due || SealHours.Any(hours => Up(endOfDay.AddHours(hours), TimeSpan.FromMinutes(1)) == Due);

    /// <summary>The whole minute that the instant lies in.</summary>
    public static DateTimeOffset MinuteOf(DateTimeOffset instant) => Up(instant.AddTicks(1), TimeSpan.FromMinutes(1)).AddMinutes(-1);

    /// <summary>The first whole minute that is not before the instant.</summary>
    public static DateTimeOffset Minute(DateTimeOffset instant) => Up(instant, TimeSpan.FromMinutes(1));

    private static DateTimeOffset Up(DateTimeOffset instant, TimeSpan step) =>
        new((instant.UtcTicks + step.Ticks - 1) / step.Ticks * step.Ticks, TimeSpan.Zero);

    /// <summary>Stable over versions and machines: which partition a site's markers lie in.</summary>
    public int Slice => Site.Value.Aggregate(17, (sum, c) => ((sum * 31) + c) & 0x7fffffff) % Slices;

    public PutItemRequest ToRequest(string table)
    {
        Dictionary<string, AttributeValue> item = Entity.Begin(Key, Entity.Marker);
        item[Names.TimeToLive] = Attributes.Expiry(Due + Keep);
        if (!Upkeep)
        {
            return new PutItemRequest { TableName = table, Item = item };
        }

        item[Names.Upkeep] = Attributes.Flag(true);
        return new PutItemRequest
        {
            TableName = table,
            Item = item,
            ConditionExpression = "attribute_not_exists(#pk) OR attribute_exists(#upkeep)",
            ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey, ["#upkeep"] = Names.Upkeep },
        };
    }

    /// <summary>The markers of a slice that were due a minute before <paramref name="now"/>, oldest first.</summary>
    public static QueryRequest DueOf(string table, int slice, DateTimeOffset now) => new()
    {
        TableName = table,
        ConsistentRead = true,
        KeyConditionExpression = "#pk = :pk AND #sk < :after",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey, ["#sk"] = Names.SortKey },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue>
        {
            [":pk"] = Attributes.Text(DayKeys.MarkerPartition(slice)),
            [":after"] = Attributes.Text(KeyText.Minute(now - NextStep.Settled) + "$"), // the character after the separator: all of that minute
        },
    };

    /// <summary>The markers of a slice, due or not, oldest first, for somebody who only looks: eventually consistent.</summary>
    /// <param name="table">The events table.</param>
    /// <param name="slice">0 to <see cref="Slices"/> less one.</param>
    /// <param name="most">The most of them.</param>
    public static QueryRequest OldestOf(string table, int slice, int most) => new()
    {
        TableName = table,
        Limit = most,
        KeyConditionExpression = "#pk = :pk",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":pk"] = Attributes.Text(DayKeys.MarkerPartition(slice)) },
    };

    public DeleteItemRequest ToDelete(string table) => new() { TableName = table, Key = Key.ToAttributes() };

    public static WorkMarker Read(Dictionary<string, AttributeValue> item)
    {
        Entity.Require(item, Entity.Marker);
        string[] parts = item.RequiredText(Names.SortKey).Split('#');
        return new WorkMarker(
            SiteId.Parse(parts[1]),
            LocalDay.Parse(parts[2]),
            DateTimeOffset.ParseExact(parts[0], KeyText.MinuteFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal))
        {
            Upkeep = item.Flag(Names.Upkeep),
        };
    }

    private ItemKey Key => DayKeys.Marker(Slice, Due, Site, Day);
}
