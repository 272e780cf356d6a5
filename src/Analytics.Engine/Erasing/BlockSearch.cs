using Analytics.Engine.Days;
using Analytics.Store.Blocks;
using Analytics.Store.Days;
using Analytics.Store.Events;

namespace Analytics.Engine.Erasing;

/// <summary>Searches a day's blocks for erased people. It holds one block at a time in memory.</summary>
internal sealed class BlockSearch(BlockStore blocks)
{
    /// <summary>Searches. False if a block that the day names is missing: then the day has changed since it was read.</summary>
    public async Task<bool> RunAsync(DayJob job, DayFindings found, CancellationToken cancellation)
    {
        foreach (DayBlock named in job.Base.Blocks)
        {
            if (await blocks.OpenAsync(job.Base, named, cancellation) is not { } block)
            {
                return false;
            }

            found.Blocks++;
            found.Rows += block.Rows;
            found.RowsFound += block.Kind == BlockKind.Sealed ? CountNames(job, block) : CountEvents(job, block, found);
        }

        return true;
    }

    // A log holds events as they came: a person is found by user id and by visitor.
    private static int CountEvents(DayJob job, Block log, DayFindings found)
    {
        int count = 0;
        foreach (Event e in log.ToEvents(job.Site.Id))
        {
            job.Tombstones.Collect(e, found.Visitors);
            count += job.Tombstones.Covers(e) ? 1 : 0;
        }

        return count;
    }

    // The rows are decoded only if the block's tables of user ids and imports contain an erased one.
    private static int CountNames(DayJob job, Block block)
    {
        if (job.IsUnpurged || job.Base.SealedAt <= job.Tombstones.Everything)
        {
            return block.Rows;
        }

        if (!Array.Exists(block.Columns.Text(BlockField.UserId).Values, job.Tombstones.HasUser) && !block.Columns.Imports.Any(job.Tombstones.HasImport))
        {
            return 0;
        }

        IReadOnlyList<Event> events = block.ToSealedEvents(job.Site.Id);
        return events.Count - job.Tombstones.WithoutNames(events, job.Base.SealedAt).Count;
    }
}
