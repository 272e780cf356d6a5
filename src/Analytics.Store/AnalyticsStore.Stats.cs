using Amazon.DynamoDBv2.Model;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Inputs;
using Analytics.Store.Pages;
using Analytics.Store.Ranges;
using Analytics.Store.Table;

namespace Analytics.Store;

public sealed partial class AnalyticsStore
{
    /// <summary>Reads the days of a range, from which <see cref="ReadAggregatedStats"/> counts hours, days or months.</summary>
    public QueryRequest GetAggregatedStatsCommand(SiteRange range, string? continuation = null) =>
        AggregateQueries.Days(Table, range, continuation);

    /// <summary>Reads the UTC days of a range; the period is chosen again when reading.</summary>
    public QueryRequest GetAggregatedStatsCommand(
        string siteId,
        AggregationPeriod period,
        DateTimeOffset start,
        DateTimeOffset end,
        string? continuation = null) =>
        Enum.IsDefined(period)
            ? GetAggregatedStatsCommand(new SiteRange { SiteId = siteId, Start = start, End = end }, continuation)
            : throw new AnalyticsInputException("period", "must be hour, day or month");

    /// <summary>
    /// The days of the answer as counts per hour, day or month, oldest first; periods without events are absent. A range of more than
    /// one answer (1 MB, years of days) is read per answer: add the months that meet at the border.
    /// </summary>
    public static ResultPage<AggregatedStats> ReadAggregatedStats(SiteRange range, AggregationPeriod period, QueryResponse response)
    {
        AggregateQueries.CheckRange(range);
        IEnumerable<Day> days = (response.Items ?? []).Where(item => !LateFlag.Is(item)).Select(DayItem.Read);
        return new(AggregateQueries.Aggregate(range, period, days), NextDay(response));
    }

    /// <summary>Reads the pages of a day or of its month.</summary>
    /// <param name="siteId">The site.</param>
    /// <param name="period">Day or month.</param>
    /// <param name="day">The local day, or any day of the month.</param>
    /// <param name="continuation">Where to go on.</param>
    public QueryRequest GetTopPagesCommand(string siteId, AggregationPeriod period, LocalDay day, string? continuation = null) =>
        AggregateQueries.TopPages(Table, siteId, period, day, continuation);

    /// <inheritdoc cref="GetTopPagesCommand(string, AggregationPeriod, LocalDay, string?)"/>
    public QueryRequest GetTopPagesCommand(string siteId, AggregationPeriod period, DateOnly day, string? continuation = null) =>
        GetTopPagesCommand(siteId, period, new LocalDay(day), continuation);

    /// <summary>The pages of all the answers together with most views, at most <paramref name="limit"/>.</summary>
    /// <param name="limit">1 to 10,000. Default 10.</param>
    /// <param name="responses">Every answer, from the first to the one without a continuation.</param>
    public static IReadOnlyList<PageStats> ReadTopPages(int limit, params IReadOnlyList<QueryResponse> responses)
    {
        new InputFaults().Require(limit is >= 1 and <= 10_000, "limit", "must be 1 to 10,000").ThrowIfAny();
        return AggregateQueries.Top(responses.SelectMany(r => r.Items ?? []).Select(TopPagesItem.Read), limit);
    }

    /// <summary>Where the day or page query of the answer goes on; null at its end.</summary>
    public static string? NextDay(QueryResponse response) =>
        response.LastEvaluatedKey is { Count: > 0 } last ? last[Names.SortKey].S : null;
}
