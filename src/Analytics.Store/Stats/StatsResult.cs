using Analytics.Store.Calendars;
using Analytics.Store.Stats.Metrics;
using Analytics.Store.Stats.Reads;

namespace Analytics.Store.Stats;

/// <summary>The answer to a question.</summary>
/// <param name="Query">The question.</param>
/// <param name="Rows">The rows of the asked page, sorted. Exactly one where the question has no dimension; no row for an empty group otherwise.</param>
/// <param name="TotalRows">The rows of all pages.</param>
/// <param name="TimeLabels">Every bucket of time; null unless asked for.</param>
public sealed record StatsResult(StatsQuery Query, IReadOnlyList<StatsRow> Rows, int TotalRows, IReadOnlyList<string>? TimeLabels)
{
    /// <summary>The metrics that are null in every row, or do not count all that there is, and why; in the order of the question.</summary>
    public IReadOnlyList<(Metric Metric, MetricWarning Warning)> Warnings { get; init; } = [];

    /// <summary>The money that was left out because it is not in the question's currency: a sum a currency, by code. None in most answers.</summary>
    public IReadOnlyList<MetricValue> OtherMoney { get; init; } = [];

    /// <summary>For metrics of a property's numbers: how many events that count have a text there, and are left out. None in most answers.</summary>
    public IReadOnlyList<(Metric Metric, long Events)> TextsLeftOut { get; init; } = [];

    /// <summary>How far it may be off because some of the visitors stand for all; null where it is exact.</summary>
    public SampleError? Sample { get; init; }

    /// <summary>Whether events are known to have come late that count only from the next seal of their day.</summary>
    public bool LateEventsPending => LateDays.Count > 0;

    /// <summary>The days of those events, oldest first.</summary>
    public IReadOnlyList<LocalDay> LateDays { get; init; } = [];
}
