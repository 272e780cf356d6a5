namespace Analytics.Store.Days;

/// <summary>
/// A seal that may have missed something: what was stored while it was being made, behind the place that it had read. What it saw
/// beyond the day's watermarks is known by its fingerprint, so that every reader can tell whether something else counts too.
/// </summary>
/// <param name="Before">
/// What was received before it counts now, in the blocks or not. Later than anything that could have been counted when the seal took
/// effect; what is received from then on waits for the next seal.
/// </param>
/// <param name="Seen">The raw items beyond the watermarks that are in the blocks.</param>
public sealed record DaySettling(DateTimeOffset Before, RawFingerprint Seen)
{
    /// <summary>The logs of the day as it was open, from which it is read where the seal missed something; none where raw events serve.</summary>
    public IReadOnlyList<DayBlock> Logs { get; init; } = [];

    /// <summary>For each shard, the first instant that is not in the logs.</summary>
    public IReadOnlyList<DateTimeOffset> LogWatermarks { get; init; } = [];

    /// <summary>The day read as an open one: from its logs, and raw events received before <see cref="Before"/>.</summary>
    internal Day Reopen(Day day) => day with { State = DayState.Open, Blocks = Logs, Inline = ReadOnlyMemory<byte>.Empty, Watermarks = LogWatermarks };
}
