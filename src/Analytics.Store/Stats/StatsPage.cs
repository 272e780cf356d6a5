namespace Analytics.Store.Stats;

/// <summary>Which of the sorted rows to answer with.</summary>
/// <param name="Limit">At most so many; 1 to 10,000.</param>
/// <param name="Offset">After so many; 0 or more.</param>
public readonly record struct StatsPage(int Limit, int Offset)
{
    /// <summary>The largest <see cref="Limit"/>.</summary>
    public const int MaxLimit = 10_000;

    /// <summary>The first 10,000.</summary>
    public static StatsPage First { get; } = new(MaxLimit, 0);
}
