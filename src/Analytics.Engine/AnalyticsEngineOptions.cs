using System.Security.Cryptography;
using Analytics.Engine.Compaction;
using Analytics.Engine.Days;
using Analytics.Engine.Exports;
using Analytics.Engine.Recording;
using Analytics.Store.Sites;

namespace Analytics.Engine;

/// <summary>What a deployment decides about its <see cref="AnalyticsEngine"/>. The defaults record any number of events and export nothing.</summary>
public sealed record AnalyticsEngineOptions
{
    /// <summary>Events that all sites together may record in a day of UTC, at least 0. Default 0: any number.</summary>
    public long DailyEvents { get; init; }

    /// <summary>What happens to events beyond <see cref="DailyEvents"/>. Default: they are refused.</summary>
    public OverBudget OverBudget { get; init; }

    /// <summary>How long counts of dropped events stay in memory before they are written, at least. Default 5 minutes; shorter where a process may end without notice.</summary>
    public TimeSpan DropsEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Keeps what was read of sealed days between questions. Default null: nothing is kept. It stays the caller's to dispose.</summary>
    public ReadMemory? Memory { get; init; }

    /// <summary>Where sealed days are exported to. Default null: nowhere.</summary>
    public IDayBucket? Bucket { get; init; }

    /// <summary>How much compaction does at once.</summary>
    public CompactionLimits Compaction { get; init; } = new();

    /// <summary>When recording asks for compaction, and for more write shards.</summary>
    public RecordingLimits Recording { get; init; } = new();

    /// <summary>Makes so many random bytes for salts. Default: the system's cryptographic generator; a simulation replays its own.</summary>
    internal Func<int, byte[]> RandomBytes { get; init; } = RandomNumberGenerator.GetBytes;
}
