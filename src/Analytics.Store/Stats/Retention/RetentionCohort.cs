using Analytics.Store.Calendars;

namespace Analytics.Store.Stats.Retention;

/// <summary>The people who were first seen in one period of the range.</summary>
/// <param name="Start">
/// The period's first day: of a week the Monday, or the first day of the range where that is later; of a month always its first.
/// </param>
/// <param name="Seen">How many of them were seen in this period (all of them), in the next, and so on to the last that is told of.</param>
public sealed record RetentionCohort(LocalDay Start, IReadOnlyList<long> Seen)
{
    /// <summary>How many they are.</summary>
    public long People => Seen[0];

    /// <summary>The same as <see cref="Seen"/> in percent of all of them, two decimals; 0 of nobody.</summary>
    public IReadOnlyList<decimal> Rates => [.. Seen.Select(seen => Share.Of(seen, People))];
}
