using Amazon.DynamoDBv2.Model;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Inputs;
using Analytics.Store.Pages;
using Analytics.Store.Ranges;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store;

/// <summary>Reads what was built of days: totals per hour, day or month, and top pages.</summary>
internal static class AggregateQueries
{
    public static QueryRequest Days(string table, SiteRange range, string? after)
    {
        CheckRange(range);
        SiteId site = SiteId.Parse(range.SiteId);
        return Between(table, DayKeys.DaysPartition(site), range.Calendar.DayOf(range.Start), LastDay(range), after);
    }

    public static QueryRequest TopPages(string table, string siteId, AggregationPeriod period, LocalDay day, string? after)
    {
        new InputFaults()
            .Require(SafeId.IsValid(siteId), "siteId", SafeId.Rule)
            .Require(period is AggregationPeriod.Day or AggregationPeriod.Month, "period", "must be day or month: pages are kept by day")
            .ThrowIfAny();
        (LocalDay first, LocalDay last) = period == AggregationPeriod.Day ? (day, day) : Month(day);
        return Between(table, PageKeys.RollupPartition(SiteId.Parse(siteId), PageKeys.PageDimension), first, last, after);
    }

    /// <summary>The periods that have counts, oldest first; those cut by the range's ends hold what lies in whole days or hours of it.</summary>
    public static IReadOnlyList<AggregatedStats> Aggregate(SiteRange range, AggregationPeriod period, IEnumerable<Day> days)
    {
        var totals = new SortedDictionary<DateTimeOffset, DayTotals>();
        foreach (Day day in days.Where(d => d.Totals != default))
        {
            if (period == AggregationPeriod.Hour)
            {
                for (int hour = 0; hour < day.Hours.Count; hour++)
                {
                    DateTimeOffset start = day.Start.AddHours(hour);
                    if (start >= range.Start && start < range.End && day.Hours[hour] != default)
                    {
                        totals[start] = day.Hours[hour];
                    }
                }
            }
            else
            {
                DateTimeOffset start = period == AggregationPeriod.Day ? day.Start : range.Calendar.StartOf(Month(day.Date).First);
                totals[start] = totals.GetValueOrDefault(start) + day.Totals;
            }
        }

        return [.. totals.Select(t => new AggregatedStats(range.SiteId, period, t.Key, t.Value))];
    }

    /// <summary>The pages with most views of all days together; of equals, the path that sorts first.</summary>
    public static IReadOnlyList<PageStats> Top(IEnumerable<IReadOnlyList<PageStats>> days, int limit) =>
        [.. days.SelectMany(pages => pages)
            .GroupBy(p => p.Path, StringComparer.Ordinal)
            .Select(g => new PageStats(
                g.Key,
                g.Sum(p => p.PageViews),
                g.Sum(p => p.UniqueVisitors),
                g.Sum(p => p.Entries),
                g.Sum(p => p.Exits),
                g.Sum(p => p.Bounces)))
            .OrderByDescending(p => p.PageViews)
            .ThenBy(p => p.Path, StringComparer.Ordinal)
            .Take(limit)];

    public static void CheckRange(SiteRange range) => new InputFaults()
        .Require(SafeId.IsValid(range.SiteId), "siteId", SafeId.Rule)
        .Require(range.End >= range.Start, "end", "must not be before start")
        .ThrowIfAny();

    private static LocalDay LastDay(SiteRange range) =>
        range.Calendar.DayOf(range.End > range.Start ? range.End.AddMilliseconds(-1) : range.Start);

    private static (LocalDay First, LocalDay Last) Month(LocalDay day)
    {
        var first = new DateOnly(day.Date.Year, day.Date.Month, 1);
        return (new LocalDay(first), new LocalDay(first.AddMonths(1).AddDays(-1)));
    }

    private static QueryRequest Between(string table, string partition, LocalDay first, LocalDay last, string? after) => new()
    {
        TableName = table,
        KeyConditionExpression = "#pk = :pk AND #sk BETWEEN :first AND :last",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey, ["#sk"] = Names.SortKey },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue>
        {
            [":pk"] = Attributes.Text(partition),
            [":first"] = Attributes.Text(first.ToString()),
            [":last"] = Attributes.Text(last.ToString()),
        },
        ExclusiveStartKey = after is null ? null : new ItemKey(partition, LocalDay.Parse(after, "after").ToString()).ToAttributes(),
    };
}
