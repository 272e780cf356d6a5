using Analytics.Store.Calendars;

namespace Analytics.Store.Stats.Retention;

/// <summary>The people who were first seen in one period of the range.</summary>
/// <param name="Start">
/// The period's first day: of a week the Monday, or the first day of the range where that is later; of a month always its first.
/// </param>
/// <param name="Seen">How many of them were seen in this period (all of them), in the next, and so on to the answer's last period.</param>
public sealed record RetentionCohort(LocalDay Start, IReadOnlyList<long> Seen)
{
    /// <summary>The number of people in the cohort.</summary>
    public long People => Seen[0];

    /// <summary>The same as <see cref="Seen"/> in percent of the cohort, two decimals; 0 for an empty cohort.</summary>
    public IReadOnlyList<decimal> Rates => [.. Seen.Select(seen => Share.Of(seen, People))];
}
