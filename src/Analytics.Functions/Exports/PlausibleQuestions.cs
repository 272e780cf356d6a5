using System.Runtime.CompilerServices;
using Analytics.Engine.Stats;
using Analytics.Store.Calendars;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Metrics;
using Analytics.Store.Stats.Ranges;
using Analytics.Store.Stats.Reads;

namespace Analytics.Functions.Exports;

/// <summary>Asks about days of a site, all rows of an answer, page by page.</summary>
internal sealed class PlausibleQuestions(StatsReader reader, Site site, long bytes, CancellationToken cancellation)
{
    /// <summary>The rows of these dimensions within these days.</summary>
    public async IAsyncEnumerable<StatsRow> AskAsync(LocalDay first, LocalDay last, IReadOnlyList<string> dimensions, IReadOnlyList<string> metrics, Filter filter, [EnumeratorCancellation] CancellationToken stop = default)
    {
        StatsRange range = StatsRange.OfDays(site.Calendar, first, last) ?? throw new ArgumentException("The days are no range.", nameof(first));
        StatsResult result;
        int offset = 0;
        do
        {
            StatsQueryOutcome outcome = StatsQuery.Create(
                [.. metrics.Select(name => KnownMetrics.Find(name)!)], range, [.. dimensions.Select(name => KnownDimensions.Find(name)!)], filter,
                [.. dimensions.Select(name => new StatsOrder.ByDimension(KnownDimensions.Find(name)!, Descending: false))], default, new StatsPage(StatsPage.MaxLimit, offset), null, site.Settings.Currency);
            StatsQuery query = outcome is StatsQueryOutcome.Accepted accepted ? accepted.Query : throw new InvalidOperationException(((StatsQueryOutcome.Refused)outcome).Error);
            StatsReading reading = await reader.OpenAsync(site, [query], cancellation);
            result = (await reading.ReadAsync(new ReadBudget { Bytes = bytes }, cancellation))[0];
            foreach (StatsRow row in result.Rows)
            {
                yield return row;
            }

            offset += result.Rows.Count;
        }
        while (offset < result.TotalRows && result.Rows.Count > 0);
    }

    /// <summary>The rows of one day.</summary>
    public IAsyncEnumerable<StatsRow> AskAsync(LocalDay day, IReadOnlyList<string> dimensions, IReadOnlyList<string> metrics, Filter filter) => AskAsync(day, day, dimensions, metrics, filter);
}
