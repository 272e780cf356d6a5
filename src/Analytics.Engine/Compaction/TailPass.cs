using Analytics.Engine.Days;
using Analytics.Store.Blocks;
using Analytics.Store.Blocks.Format;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Events;

namespace Analytics.Engine.Compaction;

/// <summary>Keeps a day that is still open quick to read: its newest raw events become a block, several blocks become one.</summary>
internal sealed class TailPass(EventReader reader, DayStore days, BlockStore blocks, DayClaims claims, CompactionLimits limits, TimeProvider clock)
{
    /// <summary>The raw events that are in no block yet, and how far they reach in each shard.</summary>
    public sealed record Tail(List<Event> Events, List<DateTimeOffset> Watermarks, DateTimeOffset AsOf, bool IsCut);

    /// <summary>About <see cref="CompactionLimits.TailRows"/> at most, shard by shard; nothing where they are more than the visit may hold.</summary>
    public async Task<Tail> ReadAsync(DayJob visit, CancellationToken cancellation)
    {
        DateTimeOffset asOf = (clock.GetUtcNow() - NextStep.Arrived).AsStored();
        List<Event> events = [];
        List<DateTimeOffset> watermarks = [];
        for (int shard = 0; shard < visit.Shards; shard++)
        {
            DateTimeOffset from = visit.Base.WatermarkOf(shard), reached = events.Count < limits.TailRows && asOf > from ? asOf : from;
            await foreach ((Event e, _) in reader.ReadShardAsync(visit.Site, visit.Date, shard, from, reached, null, cancellation))
            {
                if (visit.Tombstones.Covers(e))
                {
                    continue; // deleted any moment
                }

                if (events.Count >= limits.TailRows && e.ReceivedAt > events[^1].ReceivedAt)
                {
                    reached = e.ReceivedAt; // whole milliseconds only, or many events of one would be read for ever
                    break;
                }

                events.Add(e);
                if (visit.IsTooLarge(events.Count))
                {
                    return new Tail([], [], asOf, IsCut: true);
                }
            }

            watermarks.Add(reached);
        }

        return new Tail(events, watermarks, asOf, events.Count >= limits.TailRows);
    }

    public Task<DayWork> CompactAsync(DayJob visit, Tail tail, CancellationToken cancellation) =>
        ReplaceAsync(visit, DayStep.CompactTail, [], tail.Events, tail.Watermarks, tail.AsOf, cancellation);

    public async Task<DayWork> MergeAsync(DayJob visit, CancellationToken cancellation)
    {
        Day day = visit.Day!;
        IReadOnlyList<DayBlock> merged = NextStep.ToMerge(day, limits.LogBlocks);
        var bytes = await blocks.ReadAsync(day.Site, [.. merged.Select(b => (day.Date, b))], new ReadMeter(), cancellation);
        if (bytes.Count < merged.Count)
        {
            return visit.Work(DayStep.Merge, DayOutcome.Overtaken);
        }

        IEnumerable<Event> events = merged.SelectMany(b => BlockReader.Open(bytes[(day.Date, b.Id)], $"{day.Date}, {b.Id}").ToEvents(day.Site));
        return await ReplaceAsync(visit, DayStep.Merge, merged, events, day.Watermarks, clock.GetUtcNow(), cancellation);
    }

    private async Task<DayWork> ReplaceAsync(
        DayJob visit,
        DayStep step,
        IReadOnlyList<DayBlock> replaced,
        IEnumerable<Event> events,
        IReadOnlyList<DateTimeOffset> watermarks,
        DateTimeOffset asOf,
        CancellationToken cancellation)
    {
        BuildId build = BuildId.New();
        var id = new BlockId(build, 0);
        if (!await claims.ClaimAsync(visit, build, 1, 0, asOf, cancellation))
        {
            return visit.Work(step, DayOutcome.Overtaken);
        }

        DateTimeOffset now = clock.GetUtcNow();

        // Copies stay in: one that does not count here may decide about another beyond midnight. Only what was read twice goes.
        IReadOnlyList<Event> kept = [.. events.DistinctBy(e => (e.Id, e.ReceivedAt, e.Visitor, e.Time))];
        byte[] bytes = BlockWriter.Log(visit.Date, kept);
        int parts = await blocks.PutAsync(visit.Site.Id, visit.Date, id, bytes, now + RawRetention.Of(visit.Site), cancellation);
        Day after = DayClaims.Dropping(DayClaims.Without(visit.Base, build, now), replaced, now);
        after = after with
        {
            Blocks = [.. after.Blocks, new DayBlock(id, BlockKind.Log, kept.Count, bytes.Length, parts)],
            Watermarks = watermarks,
            Shards = visit.Shards,
        };
        Day? swapped = await days.ChangeAsync(visit.Day, after with { Rows = after.Blocks.Sum(b => (long)b.Rows) }, cancellation);
        visit.Day = swapped ?? visit.Day;
        return visit.Work(step, swapped is null ? DayOutcome.Overtaken : DayOutcome.Done) with { Rows = kept.Count };
    }
}
