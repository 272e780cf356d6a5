using Analytics.Engine.Days;
using Analytics.Store.Blocks;
using Analytics.Store.Blocks.Format;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;

namespace Analytics.Engine.Compaction;

/// <summary>Keeps a day that is still open quick to read: its newest raw events become a block, several blocks become one.</summary>
internal sealed class TailPass(EventReader reader, DayStore days, BlockStore blocks, DayClaims claims, CompactionLimits limits, TimeProvider clock)
{
    /// <summary>The raw events that are in no block yet, and how far they reach in each shard.</summary>
    public sealed record Tail(List<Event> Events, List<DateTimeOffset> Watermarks, DateTimeOffset AsOf, bool IsCut);

    /// <summary>About <see cref="CompactionLimits.TailRows"/> at most, shard by shard; nothing where they are more than the job may hold.</summary>
    public async Task<Tail> ReadAsync(DayJob job, CancellationToken cancellation)
    {
        DateTimeOffset asOf = (clock.GetUtcNow() - NextStep.Arrived).AsStored();
        List<Event> events = [];
        List<DateTimeOffset> watermarks = [];
        for (int shard = 0; shard < job.Shards; shard++)
        {
            DateTimeOffset from = job.Base.WatermarkOf(shard), reached = events.Count < limits.TailRows && asOf > from ? asOf : from;
            await foreach ((Event e, _) in reader.ReadShardAsync(job.Site, job.Date, shard, from, reached, null, cancellation))
            {
                if (job.Tombstones.Covers(e))
                {
                    continue; // deleted any moment
                }

                if (events.Count >= limits.TailRows && e.ReceivedAt > events[^1].ReceivedAt)
                {
                    reached = e.ReceivedAt; // whole milliseconds only, or many events of one would be read for ever
                    break;
                }

                events.Add(e);
                if (job.IsTooLarge(events.Count))
                {
                    return new Tail([], [], asOf, IsCut: true);
                }
            }

            watermarks.Add(reached);
        }

        return new Tail(events, watermarks, asOf, events.Count >= limits.TailRows);
    }

    public Task<DayWork> CompactAsync(DayJob job, Tail tail, CancellationToken cancellation) =>
        ReplaceAsync(job, DayStep.CompactTail, [], tail.Events, tail.Watermarks, tail.AsOf, cancellation);

    public async Task<DayWork> MergeAsync(DayJob job, CancellationToken cancellation)
    {
        Day day = job.Day!;
        IReadOnlyList<DayBlock> merged = NextStep.ToMerge(day, limits.LogBlocks);
        var bytes = await blocks.ReadAsync(day.Site, [.. merged.Select(b => (day.Date, b))], new ReadMeter(), cancellation);
        if (bytes.Count < merged.Count)
        {
            return job.Work(DayStep.Merge, DayOutcome.Overtaken);
        }

        IEnumerable<Event> events = merged.SelectMany(b => BlockReader.Open(bytes[(day.Date, b.Id)], $"{day.Date}, {b.Id}").ToEvents(day.Site));
        return await ReplaceAsync(job, DayStep.Merge, merged, events, day.Watermarks, clock.GetUtcNow(), cancellation);
    }

    private async Task<DayWork> ReplaceAsync(
        DayJob job,
        DayStep step,
        IReadOnlyList<DayBlock> replaced,
        IEnumerable<Event> events,
        IReadOnlyList<DateTimeOffset> watermarks,
        DateTimeOffset asOf,
        CancellationToken cancellation)
    {
        BuildId build = BuildId.New();
        var id = new BlockId(build, 0);
        if (!await claims.ClaimAsync(job, build, 1, 0, asOf, cancellation))
        {
            return job.Work(step, DayOutcome.Overtaken);
        }

        DateTimeOffset now = clock.GetUtcNow();

        // Copies stay in: one that does not count here may decide about another beyond midnight. Only what was read twice goes.
        IReadOnlyList<Event> kept = [.. events.DistinctBy(e => (e.Id, e.ReceivedAt, e.Visitor, e.Time))];
        byte[] bytes = BlockWriter.Log(job.Date, kept);
        int parts = await blocks.PutAsync(job.Site.Id, job.Date, id, bytes, now + RawRetention.Of(job.Site), cancellation);
        Day after = DayClaims.Dropping(DayClaims.Without(job.Base, build, now), replaced, now);
        after = after with
        {
            Blocks = [.. after.Blocks, new DayBlock(id, BlockKind.Log, kept.Count, bytes.Length, parts)],
            Watermarks = watermarks,
            Shards = job.Shards,
        };
        Day? swapped = await days.ChangeAsync(job.Day, after with { Rows = after.Blocks.Sum(b => (long)b.Rows) }, cancellation);
        job.Day = swapped ?? job.Day;
        return job.Work(step, swapped is null ? DayOutcome.Overtaken : DayOutcome.Done) with { Rows = kept.Count };
    }
}
