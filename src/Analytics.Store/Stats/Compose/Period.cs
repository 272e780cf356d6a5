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
    private readonly List<(NamedGoal Goal, StatsScan Scan)> _values = [];
    private readonly StatsScan? _currencies;
    private readonly StatsScan? _texts;

    /// <param name="query">The question.</param>
    /// <param name="range">Its range, or the one that it is compared with.</param>
    /// <param name="calendar">The site's.</param>
    /// <param name="isCompared">Whether it is that other one, of which no money is told that it leaves out.</param>
    public Period(StatsQuery query, StatsRange range, SiteCalendar calendar, bool isCompared = false)
    {
        (_query, _range, _calendar) = (query, range, calendar);
        _time = query.Time?.For(query.Range);
        _goal = query.Dimensions.ToList().FindIndex(d => d is EventGoal);
        ComposedMetric[] composed = [.. query.Metrics.OfType<ComposedMetric>()];
        bool isWorth = query.Metrics.Any(m => m is GoalValue);
        _scanned = [.. query.Metrics.OfType<ScannedMetric>().Concat(composed.SelectMany(m => m.Counted)).Concat(isWorth ? [KnownMetrics.Events] : []).Distinct()];
        Dimension[] dimensions = [.. query.Dimensions.Where(d => d is not EventGoal)];
        Goals = GoalsOf(query);
        if (_goal < 0)
        {
            _parts.Add((null, Scan(_scanned, dimensions, query.Filter, query.Currency)));
        }
        else
        {
            _parts.AddRange(Goals.Select(goal => ((string?)goal.Name, Scan(_scanned, dimensions, Also(goal.AsFilter), query.Currency))));
        }

        if (isWorth)
        {
            _values.AddRange(Goals.Where(goal => goal.Value is not null).Select(goal => (goal, Scan([KnownMetrics.Events], dimensions, Also(goal.AsFilter)))));
        }

        if (!isCompared && query.Currency is not null && query.Metrics.Any(m => m is RevenueMetric))
        {
            _currencies = Scan([KnownMetrics.Revenue], [new EventCurrency()], Counted());
        }

        Texts = [.. query.Metrics.OfType<PropertyMetric>().Select(metric => metric.Property).Distinct()];
        if (!isCompared && Texts.Count > 0)
        {
            _texts = Scan([.. Texts.Select(property => new PropertyTexts(property))], [], Counted());
        }

        foreach (ComposedMetric metric in composed)
        {
            _divisors.Add(metric, Scan([metric.Divisor], metric.DimensionsOf(query.Breakdown), metric.FilterOf(query.Breakdown)));
        }
    }

    /// <summary>The goals that rows are about, or whose values count.</summary>
    public IReadOnlyList<NamedGoal> Goals { get; }

    public IEnumerable<StatsScan> Scans =>
        [.. _parts.Select(part => part.Scan), .. _divisors.Values, .. _values.Select(value => value.Scan), .. new[] { _currencies, _texts }.OfType<StatsScan>()];

    /// <summary>The money that does not count because it is not in the question's currency: a sum a currency, by code.</summary>
    public IReadOnlyList<MetricValue> OtherMoney => _currencies is null ? [] :
    [
        .. _currencies.Rows(evenEmpty: false)
            .Select(row => row.Metrics[0])
            .Where(money => money.Currency is { } code && code != _query.Currency)
            .OrderBy(money => money.Currency, StringComparer.Ordinal),
    ];

    /// <summary>The properties of whose numbers metrics are.</summary>
    private IReadOnlyList<EventProperty> Texts { get; }

    /// <summary>How many of the events that count have a text where the metric looks for a number.</summary>
    public long TextsBeside(PropertyMetric metric) => _texts is null ? 0 : (long)_texts.Rows(evenEmpty: true)[0].Metrics[Texts.ToList().IndexOf(metric.Property)].Numerator;

    /// <summary>The names of the buckets of time.</summary>
    public IReadOnlyList<string> Labels => _time!.Labels(_range, _calendar);

    /// <summary>What the scans have found so far.</summary>
    public PeriodRows Read() => new(
        _query,
        _goal,
        _scanned,
        [.. _parts.SelectMany(part => part.Scan.Rows(evenEmpty: _goal < 0).Select(row => (part.Goal, row)))],
        _divisors.ToDictionary(d => d.Key, d => (IReadOnlyList<StatsRow>)d.Value.Rows(evenEmpty: false)),
        new GoalValues(_values, _goal, _query.ReportingCurrency));

    // Those that every filter on goals names; where the question is not broken down by goal, of those that it filters by.
    private static NamedGoal[] GoalsOf(StatsQuery query)
    {
        Filter.MeetsGoal[] filters = [.. query.Filter.Parts.OfType<Filter.MeetsGoal>()];
        IEnumerable<NamedGoal> all = query.Dimensions.OfType<EventGoal>().SingleOrDefault()?.Goals ?? filters.FirstOrDefault()?.Goals ?? [];
        return [.. all.Where(goal => Array.TrueForAll(filters, filter => filter.Selects(goal.Name)))];
    }

    private Filter Counted() => _goal < 0 ? _query.Filter : Also(new Filter.Or([.. Goals.Select(goal => goal.AsFilter)]));

    private Filter.And Also(Filter filter) => new([.. _query.Filter.Parts, filter]);

    private StatsScan Scan(IReadOnlyList<ScannedMetric> metrics, IReadOnlyList<Dimension> dimensions, Filter filter, string? currency = null) => new(StatsPlan.For(
        StatsQuery.Part(metrics, _range, [.. dimensions.Select(d => d is TimeDimension ? _time! : d)], filter, currency), _calendar));
}
