using Analytics.Engine.Days;
using Analytics.Store.Blocks;
using Analytics.Store.Days;
using Analytics.Store.Erasures;
using Analytics.Store.Events;
using Analytics.Store.Pages;
using Analytics.Store.Visitors;
using Analytics.Store.Visits;

namespace Analytics.Engine.Compaction;

/// <summary>Builds a day from all of its raw events, read once; what becomes of a block is the caller's.</summary>
internal sealed class DayBuild(EventReader reader, CompactionLimits limits)
{
    /// <summary>A day whose one block is not larger keeps it in its own item.</summary>
    public const int MostInline = 8 * 1024;

    /// <summary>From how many events on a day is claimed while it is read still.</summary>
    private const int Large = 20_000;

    /// <summary>
    /// All raw events of the day that were received before an instant; null where time was up, there were more than the
    /// job may hold, or <paramref name="growing"/> said to stop.
    /// </summary>
    /// <param name="job">The day.</param>
    /// <param name="before">The first instant that does not count.</param>
    /// <param name="growing">Called once, when the day turns out to be large; false stops.</param>
    /// <param name="seen">Collects the items that were read; null if the caller does not need them.</param>
    /// <param name="expired">The kinds of events of which only what is left of them is taken in.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What counts, when the first of it expires, and how many event ids are left out because they are erased.</returns>
    public async Task<RawDay?> ReadAsync(
        DayJob job, DateTimeOffset before, Func<Task<bool>> growing, SeenItems? seen, EventKinds expired, CancellationToken cancellation)
    {
        var rows = new DayRows(job.Site.Id, job.Date, limits.RowsInMemory, limits.RowsPerBlock);
        Tombstones tombstones = await FindErasedAsync(job, cancellation);
        HashSet<EventId> erased = [];
        DateTimeOffset? firstExpiry = null;
        bool isEmptied = false;
        for (int shard = 0; shard < job.Shards; shard++)
        {
            await foreach ((Event e, DateTimeOffset? expiry) in reader.ReadShardAsync(
                job.Site, job.Date, shard, DateTimeOffset.MinValue, before, null, cancellation, seen))
            {
                if (tombstones.Covers(e))
                {
                    _ = erased.Add(e.Id);
                    continue;
                }

                isEmptied |= expired.Hold(e.Name);
                rows.Add(expired.Without(e));
                firstExpiry = firstExpiry < expiry ? firstExpiry : expiry ?? firstExpiry;
                if (job.IsTooLarge(rows.Count) || (rows.Count == Large && !await growing()) || (rows.Count % 1000 == 0 && job.Deadline.HasPassed))
                {
                    return null;
                }
            }
        }

        rows.Complete(await reader.ReadNeighboursAsync(job.Site, job.Date, null, cancellation));
        return new RawDay(rows, firstExpiry, erased.Count, isEmptied);
    }

    // While somebody is being erased still, their visitors are found by looking; afterwards they are known.
    private async Task<Tombstones> FindErasedAsync(DayJob job, CancellationToken cancellation)
    {
        if (!job.Tombstones.MustCollect)
        {
            return job.Tombstones;
        }

        Dictionary<VisitorId, DateTimeOffset> visitors = [];
        for (int shard = 0; shard < job.Shards; shard++)
        {
            await foreach ((Event e, _) in reader.ReadShardAsync(
                job.Site, job.Date, shard, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, null, cancellation))
            {
                job.Tombstones.Collect(e, visitors);
            }
        }

        return job.Tombstones.With(visitors);
    }

    /// <summary>Builds range by range; null where time was up, or <paramref name="store"/> answered null.</summary>
    /// <param name="job">The day.</param>
    /// <param name="rows">Its raw events.</param>
    /// <param name="firstExpiry">When the first of them expires.</param>
    /// <param name="build">The name of the build.</param>
    /// <param name="store">Stores a block that is not kept inline, and answers over how many items.</param>
    public static async Task<BuiltDay?> BuildAsync(
        DayJob job, DayRows rows, DateTimeOffset? firstExpiry, BuildId build, Func<BlockId, byte[], Task<int?>> store)
    {
        var content = new DayBuilder(job.Date, job.Site.Calendar.StartOf(job.Date), job.Site.Calendar.EndOf(job.Date));
        var pages = new PageTally();
        var blocks = new List<DayBlock>();
        byte[] inline = [];
        for (int range = 0; range < rows.Ranges; range++)
        {
            if (job.Deadline.HasPassed)
            {
                return null;
            }

            long counted = content.Rows;
            byte[]? bytes = content.Add(rows.Range(range), out DayVisits visits);
            pages.Add(visits);
            if (bytes is null)
            {
                continue;
            }

            var id = new BlockId(build, range);
            int? parts = rows.Ranges == 1 && bytes.Length <= MostInline ? 0 : await store(id, bytes);
            if (parts is not { } stored)
            {
                return null;
            }

            inline = stored == 0 ? bytes : inline;
            (ulong first, ulong last) = DayRanges.BoundsOf(range, rows.Ranges);
            blocks.Add(new DayBlock(id, BlockKind.Sealed, (int)(content.Rows - counted), bytes.Length, stored) { FirstHash = first, LastHash = last });
        }

        return new BuiltDay(content, pages, rows, blocks, inline, firstExpiry);
    }
}
