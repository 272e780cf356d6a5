using Analytics.Engine.Compaction;
using Analytics.Engine.Days;
using Analytics.Store.Days;
using Analytics.Store.Erasures;

namespace Analytics.Engine.Erasing;

/// <summary>
/// Builds a day without erased people and puts it in place: an open day from its logs; a sealed one from its raw events, or from its own
/// blocks where raw events are missing; a closed one from its own blocks.
/// </summary>
internal sealed class DayRewrite(LogRewrite logs, SealPass seal, BlockRewrite blocks, TimeProvider clock)
{
    /// <summary>Rewrites, and returns how many events a sealed day lost, as far as that is known.</summary>
    public async Task<(DayOutcome Outcome, long Erased)> RunAsync(DayJob job, Tombstones tombstones, CancellationToken cancellation)
    {
        if (job.Day is null or { State: DayState.Open })
        {
            return (await logs.RunAsync(job, tombstones, cancellation), 0);
        }

        DayOutcome outcome = job.IsClosedAt(clock.GetUtcNow()) ? DayOutcome.Refused : (await seal.RunAsync(job, cancellation)).Outcome;
        return outcome == DayOutcome.Refused ? await blocks.RunAsync(job, cancellation) : (outcome, 0);
    }
}
