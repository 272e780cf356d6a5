using Analytics.Store.Inputs;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Metrics;
using Analytics.Store.Stats.Ranges;
using Analytics.Store.Stats.Terms;

namespace Analytics.Functions.Stats.Reports;

/// <summary>A report's question, put together from the names that the Stats API knows.</summary>
/// <param name="Site">Whose.</param>
/// <param name="Range">When.</param>
/// <param name="Filter">What counts.</param>
internal sealed record Question(Site Site, StatsRange Range, Filter Filter)
{
    /// <summary>The range that numbers are compared with; null for none.</summary>
    public StatsComparison? Comparison { get; init; }

    /// <summary>The site's goals and segments, where the question names any.</summary>
    public SiteTerms Terms { get; init; } = SiteTerms.None;

    /// <summary>Compared with as much time, just before.</summary>
    public Question WithPreviousPeriod(DateTimeOffset now)
    {
        var before = new ComparedRange.PreviousPeriod();
        return this with { Comparison = before.For(Range, Site.Calendar, now, matchDayOfWeek: false) is { } range ? new StatsComparison(before, range, MatchesDayOfWeek: false) : null };
    }

    /// <summary>One row of these metrics.</summary>
    public StatsQuery Totals(params IReadOnlyList<string> metrics) => Build(metrics, [], [], StatsPage.First, default);

    /// <summary>A row for each bucket of time, empty ones left out, with the labels of all.</summary>
    public StatsQuery Series(string time, params IReadOnlyList<string> metrics) => Build(metrics, [time], [], StatsPage.First, new StatsExtras(TimeLabels: true));

    /// <summary>A row for each value of the dimensions, by the first metric, the greatest first, then by name.</summary>
    public StatsQuery Top(IReadOnlyList<string> dimensions, StatsPage page, params IReadOnlyList<string> metrics) =>
        Build(metrics, dimensions, [new StatsOrder.ByMetric(Metric(metrics[0]), Descending: true)], page, new StatsExtras(TotalRows: true));

    /// <inheritdoc cref="Top(IReadOnlyList{string}, StatsPage, IReadOnlyList{string})"/>
    public StatsQuery Top(string dimension, StatsPage page, params IReadOnlyList<string> metrics) => Top([dimension], page, metrics);

    /// <summary>Both must hold.</summary>
    public Question Where(Filter filter) => this with { Filter = new Filter.And([.. Filter.Parts, .. filter.Parts]) };

    /// <inheritdoc cref="Where(Filter)"/>
    public Question Where(string dimension, FilterOperator op, params IReadOnlyList<string> clauses) => Where(Filter.Where(dimension, op, clauses));

    private StatsQuery Build(IReadOnlyList<string> metrics, IReadOnlyList<string> dimensions, IReadOnlyList<StatsOrder> order, StatsPage page, StatsExtras extras) =>
        StatsQuery.Create([.. metrics.Select(Metric)], Range, [.. dimensions.Select(Dimension)], Filter, order, extras, page, Comparison, Site.Settings.Currency) switch
        {
            StatsQueryOutcome.Accepted accepted => accepted.Query,
            StatsQueryOutcome.Refused refused => throw Refusal(refused.Error),
            _ => throw new InvalidOperationException("There is no third outcome."),
        };

    // The model names the member of a question that is at fault: #/metrics: …
    private static AnalyticsInputException Refusal(string error) =>
        error.StartsWith("#/", StringComparison.Ordinal) && error.IndexOf(": ", StringComparison.Ordinal) is > 0 and int end
            ? new AnalyticsInputException(error[2..end], error[(end + 2)..])
            : new AnalyticsInputException("", error);

    private static Metric Metric(string name) => KnownMetrics.Find(name) ?? throw new AnalyticsInputException("metrics", $"{name} is unknown");

    private Dimension Dimension(string name) => Terms.FindDimension(name) ?? throw new AnalyticsInputException("dimension", $"{name} is unknown");
}
