using Analytics.Store.Calendars;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Metrics;
using Analytics.Store.Stats.Ranges;
using Analytics.Store.Stats.Scan;
using Analytics.Store.Stats.Terms;

namespace Analytics.Store.Stats.Compose;

/// <summary>A question in one range: its scans, and the rows that are made of theirs.</summary>
internal sealed class Period
{
    private readonly StatsQuery _query;
    private readonly StatsRange _range;
    private readonly SiteCalendar _calendar;
    private readonly TimeDimension? _time;
    private readonly int _goal;
    private readonly ScannedMetric[] _scanned;
    private readonly List<(string? Goal, StatsScan Scan)> _parts = [];
    private readonly Dictionary<ComposedMetric, StatsScan> _divisors = [];

    public Period(StatsQuery query, StatsRange range, SiteCalendar calendar)
    {
        (_query, _range, _calendar) = (query, range, calendar);
        _time = query.Time?.For(query.Range);
        _goal = query.Dimensions.ToList().FindIndex(d => d is EventGoal);
        ComposedMetric[] composed = [.. query.Metrics.OfType<ComposedMetric>()];
        _scanned = [.. query.Metrics.OfType<ScannedMetric>().Concat(composed.Select(m => m.Dividend)).Distinct()];
        Dimension[] dimensions = [.. query.Dimensions.Where(d => d is not EventGoal)];
        if (_goal < 0)
        {
            _parts.Add((null, Scan(_scanned, dimensions, query.Filter)));
        }
        else
        {
            foreach (NamedGoal goal in ((EventGoal)query.Dimensions[_goal]).Goals.Where(goal => IsSelected(goal.Name)))
            {
                _parts.Add((goal.Name, Scan(_scanned, dimensions, new Filter.And([.. query.Filter.Parts, goal.AsFilter]))));
            }
        }

        foreach (ComposedMetric metric in composed)
        {
            _divisors.Add(metric, Scan([metric.Divisor], metric.DimensionsOf(query.Breakdown), metric.FilterOf(query.Breakdown)));
        }
    }

    public IEnumerable<StatsScan> Scans => _parts.Select(part => part.Scan).Concat(_divisors.Values);

    /// <summary>The names of the buckets of time.</summary>
    public IReadOnlyList<string> Labels => _time!.Labels(_range, _calendar);

    /// <summary>What the scans have found so far.</summary>
    public PeriodRows Read() => new(
        _query,
        _goal,
        _scanned,
        [.. _parts.SelectMany(part => part.Scan.Rows(evenEmpty: _goal < 0).Select(row => (part.Goal, row)))],
        _divisors.ToDictionary(d => d.Key, d => (IReadOnlyList<StatsRow>)d.Value.Rows(evenEmpty: false)));

    private bool IsSelected(string goal) => _query.Filter.Parts.OfType<Filter.MeetsGoal>().All(filter => filter.Selects(goal));

    private StatsScan Scan(IReadOnlyList<ScannedMetric> metrics, IReadOnlyList<Dimension> dimensions, Filter filter) => new(StatsPlan.For(
        StatsQuery.Part(metrics, _range, [.. dimensions.Select(d => d is TimeDimension ? _time! : d)], filter), _calendar));
}
