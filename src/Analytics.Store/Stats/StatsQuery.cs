using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Metrics;
using Analytics.Store.Stats.Ranges;
using Analytics.Store.Stats.Terms;

namespace Analytics.Store.Stats;

/// <summary>A question about a site that can be answered. Immutable; made by <see cref="Create"/> only.</summary>
public sealed record StatsQuery
{
    private StatsQuery(IReadOnlyList<Metric> metrics, StatsRange range) => (Metrics, Range) = (metrics, range);

    /// <summary>What to count; at least one, each once.</summary>
    public IReadOnlyList<Metric> Metrics { get; private init; }

    /// <summary>When.</summary>
    public StatsRange Range { get; }

    /// <summary>What to break it down by; none for one row of everything.</summary>
    public IReadOnlyList<Dimension> Dimensions { get; private init; } = [];

    /// <summary>What counts.</summary>
    public Filter Filter { get; private init; } = Filter.Everything;

    /// <summary>How rows are sorted; at least one key. What is then equal is sorted by the dimensions' values, ordinal, ascending.</summary>
    public IReadOnlyList<StatsOrder> OrderBy { get; private init; } = [];

    /// <summary>What else to tell.</summary>
    public StatsExtras Extras { get; private init; }

    /// <summary>What rows are compared with; null for nothing.</summary>
    public StatsComparison? Comparison { get; private init; }

    /// <summary>
    /// The one currency whose money counts; null for any, and wherever the question is broken down or filtered by <c>event:currency</c>.
    /// Where it is null, revenue of several currencies in one answer is null.
    /// </summary>
    public string? Currency { get; private init; }

    /// <summary>The currency of the site's reports, in which goals have their values; null for none.</summary>
    internal string? ReportingCurrency { get; private init; }

    /// <summary>Which rows.</summary>
    public StatsPage Page { get; private init; } = StatsPage.First;

    /// <summary>Whether it is about visits as a whole or about events.</summary>
    public StatsScope Scope => StatsScope.Of(Dimensions, Filter);

    /// <summary>What counts, and what it is broken down by.</summary>
    internal Breakdown Breakdown => new(Dimensions, Filter);

    /// <summary>Whether one scan of the events answers it.</summary>
    internal bool IsPlain => Comparison is null && Metrics.All(m => m is ScannedMetric) && !Dimensions.Any(d => d is EventGoal);

    /// <summary>Whether each row is about one currency.</summary>
    internal bool IsByCurrency => Dimensions.Any(d => d is EventCurrency);

    /// <summary>The dimension of time; null for none.</summary>
    internal TimeDimension? Time => Dimensions.OfType<TimeDimension>().SingleOrDefault();

    /// <summary>Puts a question together.</summary>
    /// <param name="metrics">At least one.</param>
    /// <param name="range">When.</param>
    /// <param name="dimensions">Default none.</param>
    /// <param name="filter">Default everything.</param>
    /// <param name="orderBy">Default, also where empty: time ascending if asked for, then the first metric descending.</param>
    /// <param name="extras">Default none.</param>
    /// <param name="page">Default the first 10,000 rows.</param>
    /// <param name="comparison">Default nothing.</param>
    /// <param name="currency">The site's reporting currency, <see cref="Sites.SiteSettings.Currency"/>. Default any.</param>
    public static StatsQueryOutcome Create(
        IReadOnlyList<Metric> metrics,
        StatsRange range,
        IReadOnlyList<Dimension>? dimensions = null,
        Filter? filter = null,
        IReadOnlyList<StatsOrder>? orderBy = null,
        StatsExtras extras = default,
        StatsPage? page = null,
        StatsComparison? comparison = null,
        string? currency = null)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        ArgumentNullException.ThrowIfNull(range);
        var query = new StatsQuery(metrics, range)
        {
            Dimensions = dimensions ?? [],
            Filter = filter ?? Filter.Everything,
            OrderBy = orderBy ?? [],
            Extras = extras,
            Page = page ?? StatsPage.First,
            Comparison = comparison,
        };
        bool namesCurrency = query.IsByCurrency || query.Filter.Leaves().Any(leaf => leaf.Dimension is EventCurrency);
        query = query with { Currency = namesCurrency ? null : currency, ReportingCurrency = currency };
        return StatsRules.FaultOf(query) is { } fault
            ? new StatsQueryOutcome.Refused(fault)
            : new StatsQueryOutcome.Accepted(Understood(query with { OrderBy = query.OrderBy is [] ? DefaultOrder(query) : query.OrderBy }));
    }

    /// <summary>A plain question that helps to answer another one: all of its rows, in whatever order.</summary>
    internal static StatsQuery Part(
        IReadOnlyList<ScannedMetric> metrics, StatsRange range, IReadOnlyList<Dimension> dimensions, Filter filter, string? currency = null) =>
        new(metrics, range) { Dimensions = dimensions, Filter = filter, Currency = currency };

    // A metric may mean something else beside certain filters.
    private static StatsQuery Understood(StatsQuery query)
    {
        bool byProperty = query.Filter.Leaves().Any(leaf => leaf.Dimension is EventProperty);
        Metric Meant(Metric metric) => byProperty && metric is ViewsPerVisit ? KnownMetrics.MatchingViewsPerVisit : metric;
        return query with
        {
            Metrics = [.. query.Metrics.Select(Meant)],
            OrderBy = [.. query.OrderBy.Select(order => order is StatsOrder.ByMetric by ? by with { Metric = Meant(by.Metric) } : order)],
        };
    }

    private static IReadOnlyList<StatsOrder> DefaultOrder(StatsQuery query)
    {
        StatsOrder byMetric = new StatsOrder.ByMetric(query.Metrics[0], Descending: true);
        return query.Time is { } time ? [new StatsOrder.ByDimension(time, Descending: false), byMetric] : [byMetric];
    }
}
