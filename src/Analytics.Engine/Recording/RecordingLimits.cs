namespace Analytics.Engine.Recording;

/// <summary>When a <see cref="Recorder"/> asks for compaction, and when it asks for more write shards.</summary>
public sealed record RecordingLimits
{
    /// <summary>Events of an open day, received by one process, after which the day is to be compacted; at least 1. Default 1,000.</summary>
    public int EventsPerCompaction { get; init; } = 1_000;

    /// <summary>Write units a second that one shard of a site should take at most, at least 1. Default 700, of the 1,000 that a partition takes.</summary>
    public int UnitsPerShard { get; init; } = 700;

    /// <summary>Write units that a refused put stands for, at least 1. Default 1,000: what a partition takes in a second.</summary>
    public int UnitsOfRefusal { get; init; } = 1_000;
}
