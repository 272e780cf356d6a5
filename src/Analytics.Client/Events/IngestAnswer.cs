namespace Analytics.Client.Events;

/// <summary>What became of the events that were sent. What is in none of the lists and no duplicate is stored.</summary>
public sealed record IngestAnswer
{
    /// <summary>How many were taken: they are stored.</summary>
    public long Accepted { get; init; }

    /// <summary>How many had the id of another one in the same request, and count once with it.</summary>
    public long Duplicates { get; init; }

    /// <summary>Those that do not count, and why: bots, excluded pages, days that are closed.</summary>
    public IReadOnlyList<DroppedEvent> Dropped { get; init; } = [];

    /// <summary>Those that cannot be used, each with all of its faults.</summary>
    public IReadOnlyList<RejectedEvent> Rejected { get; init; } = [];

    /// <summary>Fields that were left out because their values are of no use; their events count without them. At most twenty of each request are named.</summary>
    public IReadOnlyList<IgnoredField> Ignored { get; init; } = [];
}
