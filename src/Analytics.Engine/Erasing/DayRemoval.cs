using Analytics.Engine.Days;
using Analytics.Store.Erasures;

namespace Analytics.Engine.Erasing;

/// <summary>
/// Takes what a search found out of a day. The order makes it safe to be killed: whom to look for is remembered before the first of their
/// events goes, and what is built without them is in place before the raw events that it was built from are fewer.
/// </summary>
internal sealed class DayRemoval(TombstoneWriter tombstones, DayRewrite rewrite, RawPurge raw, NeighbourMarkers neighbours)
{
    public async Task<(DayOutcome Outcome, long Events)> RunAsync(
        Erasure erasure, DayJob job, DayFindings found, CancellationToken cancellation)
    {
        Tombstones all = job.Tombstones.With(found.Visitors);
        await tombstones.RememberAsync(erasure, job, found.Visitors.Keys, cancellation);
        (DayOutcome outcome, long rewritten) = await rewrite.RunAsync(job, all, cancellation);
        if (outcome != DayOutcome.Done)
        {
            return (outcome, 0);
        }

        (int deleted, bool isNearBorder) = await raw.RunAsync(job, all, cancellation);
        if (isNearBorder)
        {
            await neighbours.LeaveAsync(job, cancellation);
        }

        return (DayOutcome.Done, Math.Max(rewritten, deleted));
    }
}
