using System.Globalization;
using Analytics.Store.Calendars;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Metrics;
using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats.Compose;

/// <summary>
/// Answers any question: by as many scans of the same events as it takes, and by what is then worked out of their rows. Not for
/// concurrent use.
/// </summary>
/// <remarks>
/// A question by goals takes a scan for each goal, a rate one for what it is divided by, and a comparison all of them once more for the
/// other range.
/// </remarks>
public sealed class Composition
{
    private readonly StatsQuery _query;
    private readonly SiteCalendar _calendar;
    private readonly Period _period;
    private readonly Period? _compared;

    /// <summary>An answer to which no event has been shown yet.</summary>
    public Composition(StatsQuery query, SiteCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(calendar);
        (_query, _calendar) = (query, calendar);
        _period = new Period(query, query.Range, calendar);
        _compared = query.Comparison is { } other ? new Period(query, other.Range, calendar, isCompared: true) : null;
        Scans = [.. _period.Scans, .. _compared?.Scans ?? []];
    }

    /// <summary>What is to be shown the events: all of these, or those that <see cref="StatsScan.Touches"/> picks for a day.</summary>
    public IReadOnlyList<StatsScan> Scans { get; }

    /// <summary>What the answer depends on beside its scans: the names and values of goals, and the currency of the values.</summary>
    internal IEnumerable<string> Terms => [_query.ReportingCurrency ?? "", .. _period.Goals.SelectMany(goal => new[] { goal.Name, GoalValue.Of(goal.Value ?? 0).ToString(CultureInfo.InvariantCulture) })];

    /// <summary>The answer so far.</summary>
    public StatsResult Finish()
    {
        PeriodRows found = _period.Read();
        StatsResult result = StatsRows.Arrange(_query, _calendar, found.Rows);
        IReadOnlyList<MetricValue> other = _period.OtherMoney;
        MetricWarning? warning = other.Count > 0 ? MetricWarning.OtherCurrencies : found.RevenueWarning;
        (Metric Metric, long Events)[] texts = [.. _query.Metrics.OfType<PropertyMetric>().Select(m => ((Metric)m, _period.TextsBeside(m))).Where(t => t.Item2 > 0)];
        return result with
        {
            Rows = _compared is null ? result.Rows : [.. Compare(result.Rows, _compared)],
            Warnings =
            [
                .. warning is { } about ? _query.Metrics.Where(m => m is RevenueMetric).Select(m => (m, about)) : [],
                .. texts.Select(t => (t.Metric, MetricWarning.TextsLeftOut)),
            ],
            OtherMoney = other,
            TextsLeftOut = texts,
        };
    }

    // Rows of the same values; buckets of time by their places.
    private IEnumerable<StatsRow> Compare(IReadOnlyList<StatsRow> rows, Period compared)
    {
        PeriodRows others = compared.Read();
        Dictionary<IReadOnlyList<string>, StatsRow> found = others.Rows.ToDictionary(row => row.Dimensions, SameValues.Comparer);
        int time = _query.Dimensions.ToList().FindIndex(d => d is TimeDimension);
        Dictionary<string, string> otherLabels = time < 0 ? [] : _period.Labels.Zip(compared.Labels).ToDictionary(l => l.First, l => l.Second, StringComparer.Ordinal);
        foreach (StatsRow row in rows)
        {
            string[] values = [.. row.Dimensions];
            if (time < 0 || otherLabels.TryGetValue(values[time], out values[time]!))
            {
                yield return row with { Compared = found.GetValueOrDefault(values) ?? others.Empty(values) };
            }
            else
            {
                yield return row;
            }
        }
    }
}
