using Analytics.Engine.Days;
using Analytics.Store.Blocks;
using Analytics.Store.Days;
using Analytics.Store.Events;

namespace Analytics.Engine.Erasing;

/// <summary>Searches a day's blocks for erased people. It holds one block at a time in memory.</summary>
internal sealed class BlockSearch(BlockStore blocks)
{
    /// <summary>Searches. False if a block that the day names is missing: then the day has changed since it was read.</summary>
    public async Task<bool> RunAsync(DayJob visit, DayFindings found, CancellationToken cancellation)
    {
        foreach (DayBlock named in visit.Base.Blocks)
        {
            if (await blocks.OpenAsync(visit.Base, named, cancellation) is not { } block)
            {
                return false;
            }

            found.Blocks++;
            found.Rows += block.Rows;
            found.RowsFound += block.Kind == BlockKind.Sealed ? CountNames(visit, block) : CountEvents(visit, block, found);
        }

        return true;
    }

    // A log holds events as they came: a person is found by user id and by visitor.
    private static int CountEvents(DayJob visit, Block log, DayFindings found)
    {
        int count = 0;
        foreach (Event e in log.ToEvents(visit.Site.Id))
        {
            visit.Tombstones.Collect(e, found.Visitors);
            count += visit.Tombstones.Covers(e) ? 1 : 0;
        }

        return count;
    }

    // The rows are decoded only if the block's tables of user ids and imports contain an erased one.
    private static int CountNames(DayJob visit, Block block)
    {
        if (visit.Base.SealedAt <= visit.Tombstones.Everything)
        {
            return block.Rows;
        }

        if (!Array.Exists(block.Columns.Text(BlockField.UserId).Values, visit.Tombstones.HasUser) && !block.Columns.Imports.Any(visit.Tombstones.HasImport))
        {
            return 0;
        }

        IReadOnlyList<Event> events = block.ToSealedEvents(visit.Site.Id);
        return events.Count - visit.Tombstones.WithoutNames(events, visit.Base.SealedAt).Count;
    }
}
