using Analytics.Engine.Days;
using Analytics.Store.Blocks;
using Analytics.Store.Blocks.Format;
using Analytics.Store.Days;
using Analytics.Store.Erasures;
using Analytics.Store.Events;
using Analytics.Store.Sites;

namespace Analytics.Engine.Erasing;

/// <summary>Rewrites those logs of an open day that contain an erased person, or a kind of events that the site keeps no longer. It holds one log at a time in memory.</summary>
internal sealed class LogRewrite(DayStore days, BlockStore blocks, DayClaims claims, TimeProvider clock)
{
    /// <summary>Rewrites. It always changes the day's version, so that no build begun before is stored.</summary>
    public async Task<DayOutcome> RunAsync(DayJob job, Tombstones tombstones, CancellationToken cancellation)
    {
        BuildId build = BuildId.New();
        List<DayBlock> replaced = [], written = [];
        DateTimeOffset now = clock.GetUtcNow();
        EventKinds expired = KindRetention.ExpiredOf(job.Site, job.Date, now);
        foreach (DayBlock log in job.Base.Blocks)
        {
            if (await blocks.OpenAsync(job.Base, log, cancellation) is not { } block)
            {
                return DayOutcome.Overtaken;
            }

            IReadOnlyList<Event> all = block.ToEvents(job.Site.Id);
            Event[] kept = [.. all.Where(e => !tombstones.Covers(e)).Select(e => expired.Without(e))];
            if (kept.Length == all.Count && !all.Any(e => expired.Hold(e.Name)))
            {
                continue;
            }

            replaced.Add(log);
            if (kept.Length == 0)
            {
                continue;
            }

            if (job.Day?.Claim?.Id != build && !await claims.ClaimAsync(job, build, 0, 0, now, cancellation))
            {
                return DayOutcome.Overtaken;
            }

            var id = new BlockId(build, written.Count);
            byte[] bytes = BlockWriter.Log(job.Date, kept);
            int parts = await blocks.PutAsync(job.Site.Id, job.Date, id, bytes, now + RawRetention.Of(job.Site), cancellation);
            written.Add(new DayBlock(id, BlockKind.Log, kept.Length, bytes.Length, parts));
        }

        Day after = DayClaims.Without(job.Base, build, now);
        after = after with { Blocks = [.. after.Blocks.Except(replaced), .. written] };
        Day? swapped = await days.ChangeAsync(job.Day, after with { Rows = after.Blocks.Sum(b => (long)b.Rows) }, cancellation);
        job.Day = swapped ?? job.Day;
        return swapped is null ? DayOutcome.Overtaken : DayOutcome.Done;
    }
}
