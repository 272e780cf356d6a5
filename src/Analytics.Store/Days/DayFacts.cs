namespace Analytics.Store.Days;

/// <summary>What is known of a day beside its item.</summary>
/// <param name="End">The first instant after the day.</param>
public sealed record DayFacts(DateTimeOffset End)
{
    /// <summary>Whether events have come that a seal must take in: a marker that a recorder left is due, or somebody asked.</summary>
    public bool EventsCame { get; init; }

    /// <summary>Raw events that are not in a block yet, as far as they were counted.</summary>
    public int Tail { get; init; }

    /// <summary>From how many of those another block is worth its while. Default <see cref="NextStep.TailThreshold"/>.</summary>
    public int TailThreshold { get; init; } = NextStep.TailThreshold;

    /// <summary>From how many blocks of an open day on some are merged. Default <see cref="NextStep.MostBlocks"/>.</summary>
    public int MostBlocks { get; init; } = NextStep.MostBlocks;

    /// <summary>Whether it may be found out if the last seal missed anything; false where that was tried and is too early. Default true.</summary>
    public bool MaySettle { get; init; } = true;

    /// <summary>The bucket to which sealed days are written; null: none.</summary>
    public string? Bucket { get; init; }

    /// <summary>Until when the site keeps the day; null: forever.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The build of the one who asks: its own claim does not hold it up.</summary>
    public BuildId? Build { get; init; }
}
