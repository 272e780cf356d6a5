using Analytics.Store.Calendars;
using Analytics.Store.Inputs;
using Analytics.Store.Stats.Terms;
using Analytics.Store.Visits;
using System.Globalization;
using Analytics.Store.Blocks;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Compose;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Metrics;
using Analytics.Store.Stats.Ranges;
using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Tests.Stats;

/// <summary>Asks about events told in a table, and gives the answer as lines: the values, then the numbers.</summary>
internal static class Asked
{
    public static StatsRange March10 { get; } = StatsRange.OfDays(SiteCalendar.Utc, Some.Day, Some.Day)!;

    public static StatsQueryOutcome Query(
        string metrics, string by = "", StatsRange? range = null, StatsPage? page = null, StatsOrder? order = null, StatsExtras extras = default, SiteTerms? terms = null, StatsComparison? comparison = null, string? currency = null, params Filter[] filters) =>
        StatsQuery.Create(
            [.. metrics.Split(' ').Select(name => KnownMetrics.Find(name)!)],
            range ?? March10,
            [.. by.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => (terms ?? SiteTerms.None).FindDimension(name)!)],
            new Filter.And(filters),
            order is null ? null : [order],
            extras,
            page,
            comparison,
            currency);

    public static StatsResult Result(IReadOnlyList<Event> events, StatsQueryOutcome outcome, SiteCalendar? calendar = null)
    {
        StatsQuery query = Assert.IsType<StatsQueryOutcome.Accepted>(outcome).Query;
        var answer = new Composition(query, calendar ?? SiteCalendar.Utc);
        foreach (IGrouping<LocalDay, Event> day in events.GroupBy(e => e.Day))
        {
            var block = Block.Of(DayVisits.Gather(day.Key, day));
            foreach (StatsScan scan in answer.Scans)
            {
                scan.Add(block);
            }
        }

        return answer.Finish();
    }

    public static string[] Lines(StatsResult result) =>
        [.. result.Rows.Select(row => string.Join(' ', row.Dimensions.Concat(row.Metrics.Select(m => m.Currency is { } currency ? $"{Text(m.Shown)} {currency}" : Text(m.Shown)))))];

    /// <summary>Without trailing zeros.</summary>
    public static string Text(decimal? number) => number is { } n ? (n / 1.000m).ToString(CultureInfo.InvariantCulture) : "null";

    public static string[] Of(string told, string metrics, string by = "", StatsRange? range = null, params Filter[] filters) =>
        Lines(Result(Told.Events(told), Query(metrics, by, range, filters: filters)));
}
