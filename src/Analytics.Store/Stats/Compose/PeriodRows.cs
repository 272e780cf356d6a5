using System.Diagnostics;
using Analytics.Store.Stats.Metrics;

namespace Analytics.Store.Stats.Compose;

/// <summary>The rows of a question in one range, made of those of its scans.</summary>
internal sealed class PeriodRows
{
    private readonly StatsQuery _query;
    private readonly int _goal;
    private readonly ScannedMetric[] _scanned;
    private readonly Dictionary<ComposedMetric, Dictionary<IReadOnlyList<string>, long>> _divisors;
    private readonly GoalValues _values;
    private readonly long _currency;

    /// <param name="query">The question.</param>
    /// <param name="goal">At which place the goal stands among the dimensions; negative for none.</param>
    /// <param name="scanned">The metrics of the rows found.</param>
    /// <param name="found">The rows of the scans, each with the goal that it is about.</param>
    /// <param name="divisors">For each metric that is divided, what by.</param>
    /// <param name="values">What conversions are worth.</param>
    public PeriodRows(
        StatsQuery query,
        int goal,
        ScannedMetric[] scanned,
        IReadOnlyList<(string? Goal, StatsRow Row)> found,
        IReadOnlyDictionary<ComposedMetric, IReadOnlyList<StatsRow>> divisors,
        GoalValues values)
    {
        (_query, _goal, _scanned, _values) = (query, goal, scanned, values);
        _divisors = divisors.ToDictionary(d => d.Key, d => d.Value.ToDictionary(row => row.Dimensions, row => (long)row.Metrics[0].Numerator, SameValues.Comparer));
        int revenue = Array.FindIndex(scanned, metric => metric is RevenueMetric);
        _currency = revenue < 0 ? CurrencyCode.None
            : found.Aggregate(CurrencyCode.None, (all, f) => CurrencyCode.Together(all, f.Row.Metrics[revenue].CurrencyCode));
        Rows = [.. found.Select(f => Compose(f.Goal, f.Row))];
    }

    /// <summary>All of them, in any order.</summary>
    public List<StatsRow> Rows { get; }

    /// <summary>Why there is no revenue; null where there is.</summary>
    public MetricWarning? RevenueWarning => _currency switch
    {
        CurrencyCode.None => MetricWarning.NoRevenue,
        CurrencyCode.Several when !_query.IsByCurrency => MetricWarning.SeveralCurrencies,
        _ => null,
    };

    /// <summary>The row of values that nothing counts for.</summary>
    public StatsRow Empty(IReadOnlyList<string> values) => new(values, [.. _query.Metrics.Select(metric => metric switch
    {
        ComposedMetric composed => composed.Divide(0, DivisorOf(composed, values)),
        GoalValue value => _values.Of(value, values),
        ScannedMetric scanned => scanned.OfNothing,
        _ => throw new UnreachableException($"{metric} is of no known kind."),
    })]);

    private StatsRow Compose(string? goal, StatsRow row)
    {
        IReadOnlyList<string> values = goal is null ? row.Dimensions : [.. row.Dimensions.Take(_goal), goal, .. row.Dimensions.Skip(_goal)];
        return new StatsRow(values, [.. _query.Metrics.Select(metric => metric switch
        {
            ComposedMetric composed => composed.Divide((long)row.Metrics[PlaceOf(composed.Dividend)].Numerator, DivisorOf(composed, values)),
            GoalValue value => _values.Of(value, values),
            RevenueMetric revenue when RevenueWarning == MetricWarning.SeveralCurrencies => revenue.OfNothing, // no more compared than added
            _ => row.Metrics[PlaceOf(metric)],
        })]);
    }

    private int PlaceOf(Metric metric) => Array.IndexOf(_scanned, metric);

    private long DivisorOf(ComposedMetric metric, IReadOnlyList<string> values) => _divisors[metric].GetValueOrDefault(metric.ValuesOf(_query.Breakdown, values));
}
