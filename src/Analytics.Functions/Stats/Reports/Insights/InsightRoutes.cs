using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Functions.Tables;
using Analytics.Store.Accounts;
using Analytics.Store.Calendars;
using Analytics.Store.Inputs;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Insights;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Functions.Stats.Reports.Insights;

/// <summary>What changed most since the range before, and where; and which days are unlike the same weekdays before them.</summary>
internal static class InsightRoutes
{
    private const string Root = "/api/v2/sites/{id}/insights";
    private static readonly StatsPage Many = StatsPage.First;

    public static void MapInsights(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Root, Changes).Needs(Scopes.Stats).Reads([.. SiteReportParameters.Names, "metric", "limit"]).AsTable("insights");
        routes.MapGet(Root + "/anomalies", Anomalies).Needs(Scopes.Stats).Reads([.. SiteReportParameters.Names, "metric"]).AsTable("anomalies");
    }

    private static Task<IResult> Changes(HttpContext context, OwnSite own, ReportReader reports) => Report.AnswerAsync(async () =>
    {
        var parameters = new ReportParameters(context.Request.Query);
        InsightMetric metric = InsightMetric.Read(parameters);
        int limit = parameters.Whole("limit", 5, 1, 20);
        Question now = await SiteReportParameters.ReadAsync(parameters, own.Site, reports, context.RequestAborted);
        parameters.Check();
        StatsRange range = now.WithPreviousPeriod(reports.Now).Comparison?.Range ?? throw new AnalyticsInputException("from", "must leave room for as much time before it: begin later");
        Question before = now with { Range = range };
        IReadOnlyList<StatsResult> results = await reports.AskAsync(
            context, now.Site, [before.Totals(metric.Name), now.Totals(metric.Name), .. Both([.. metric.Groupings, .. InsightMetric.Others.Select(other => (string[])[other])], before, now, metric)]);
        (StatsResult, StatsResult)[] pairs = Paired(results);
        var change = ChangeReading.Of(Count(results[0]), Count(results[1]), metric.Dimensions, pairs[1..(1 + metric.Groupings.Count)], limit);
        if (change.Segments.Count < limit)
        {
            change = change.With(pairs[(1 + metric.Groupings.Count)..], change.Segments.Count == 0 ? [] : await SharedAsync(context, reports, before, now, metric, change));
        }

        return InsightJson.Answer(now, range, metric, change, isToday: now.Range.Touches(now.Site.Calendar.DayOf(reports.Now)));
    });

    private static Task<IResult> Anomalies(HttpContext context, OwnSite own, ReportReader reports) => Report.AnswerAsync(async () =>
    {
        var parameters = new ReportParameters(context.Request.Query);
        InsightMetric metric = InsightMetric.Read(parameters);
        Question question = await SiteReportParameters.ReadAsync(parameters, own.Site, reports, context.RequestAborted);
        StatsRange? read = StatsRange.OfDays(question.Site.Calendar, question.Range.FirstDay.Plus(-WeekdayBand.HistoryDays), question.Range.LastDay);
        if (read is null)
        {
            parameters.Fault("from", $"must leave room for {WeekdayBand.HistoryDays} days before it, and the range has at most {StatsRange.MaxDays - WeekdayBand.HistoryDays - 1} days");
        }

        parameters.Check();
        LocalDay? known = await reports.FirstDayAsync(question.Site, context.RequestAborted);
        StatsResult result = await reports.AskOneAsync(context, question.Site, (question with { Range = read! }).Series("time:day", metric.Name));
        var counts = result.Rows.ToDictionary(row => LocalDay.Parse(row.Dimensions[0]), row => (long)row.Metrics[0].Numerator);
        LocalDay today = question.Site.Calendar.DayOf(reports.Now);
        return InsightJson.Answer(question, metric, new WeekdayBand(counts, known, today).Judge(question.Range.FirstDay, question.Range.LastDay), today);
    });

    // What channels and devices have in common with what is named already.
    private static async Task<(StatsResult, StatsResult)[]> SharedAsync(
        HttpContext context, ReportReader reports, Question before, Question now, InsightMetric metric, ChangeReading change)
    {
        var named = new Filter.Or([.. change.Segments.Select(segment => new Filter.And([.. segment.Values.Select(value => Filter.Where(value.Dimension, FilterOperator.Is, value.Value))]))]);
        return Paired(await reports.AskAsync(context, now.Site, [.. Both([.. InsightMetric.Others.Select(other => (string[])[other])], before.Where(named), now.Where(named), metric)]));
    }

    private static IEnumerable<StatsQuery> Both(IReadOnlyList<IReadOnlyList<string>> groupings, Question before, Question now, InsightMetric metric) =>
        groupings.SelectMany(dimensions => (StatsQuery[])[before.Top(dimensions, Many, metric.Name), now.Top(dimensions, Many, metric.Name)]);

    private static (StatsResult, StatsResult)[] Paired(IReadOnlyList<StatsResult> results) => [.. results.Chunk(2).Select(pair => (pair[0], pair[1]))];

    private static long Count(StatsResult total) => (long)total.Rows[0].Metrics[0].Numerator;
}
