using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Days;

/// <summary>A day as its item and back. Totals are lists of numbers in the order of <see cref="DayTotals"/>: append-only.</summary>
internal static class DayItem
{
    public static Dictionary<string, AttributeValue> Write(Day day)
    {
        Dictionary<string, AttributeValue> item = Entity.Begin(Keys.Day(day.Site, day.Date), Entity.Day);
        item[Names.SiteIdentifier] = Attributes.Text(day.Site.Value);
        item[Names.State] = Attributes.Number((int)day.State);
        item[Names.Version] = Attributes.Number(day.Version);
        item[Names.Start] = Attributes.Instant(day.Start);
        item[Names.End] = Attributes.Instant(day.End);
        item[Names.Zone] = Attributes.Text(day.Zone);
        item[Names.Rows] = Attributes.Number(day.Rows);
        item[Names.Shards] = Attributes.Number(day.Shards);
        if (day.ClosesAt is { } closesAt)
        {
            item[Names.ClosesAt] = Attributes.Instant(closesAt);
        }

        item.SetText(Names.ContentHash, day.ContentHash);
        item[Names.Totals] = WriteTotals(day.Totals);
        if (day.Hours.Count > 0)
        {
            item[Names.Hours] = new AttributeValue { L = [.. day.Hours.Select(WriteTotals)] };
        }

        return item;
    }

    public static Day Read(Dictionary<string, AttributeValue> item)
    {
        Entity.Require(item, Entity.Day);
        return new Day
        {
            Site = SiteId.Parse(item.RequiredText(Names.SiteIdentifier)),
            Date = LocalDay.Parse(item.RequiredText(Names.SortKey)),
            State = (DayState)item.RequiredNumber(Names.State),
            Version = item.RequiredNumber(Names.Version),
            Start = item.RequiredInstant(Names.Start),
            End = item.RequiredInstant(Names.End),
            Zone = item.RequiredText(Names.Zone),
            Rows = item.RequiredNumber(Names.Rows),
            Shards = (int)item.RequiredNumber(Names.Shards),
            ClosesAt = item.OptionalNumber(Names.ClosesAt) is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null,
            ContentHash = item.OptionalText(Names.ContentHash),
            Totals = ReadTotals(item[Names.Totals]),
            Hours = item.TryGetValue(Names.Hours, out AttributeValue? hours) ? [.. hours.L.Select(ReadTotals)] : [],
        };
    }

    private static AttributeValue WriteTotals(DayTotals t) => new()
    {
        L = [.. new[] { t.Pageviews, t.Visitors, t.Visits, t.Bounces, t.DurationMs, t.Events }.Select(Attributes.Number)],
    };

    private static DayTotals ReadTotals(AttributeValue value)
    {
        long At(int i) => i < value.L.Count ? long.Parse(value.L[i].N, CultureInfo.InvariantCulture) : 0;
        return new DayTotals(At(0), At(1), At(2), At(3), At(4), At(5));
    }
}
