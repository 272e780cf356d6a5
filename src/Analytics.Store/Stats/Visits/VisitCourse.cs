using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Visits;

/// <summary>One visit and all of its events, engagement included, in their order.</summary>
/// <param name="Visit">The visit.</param>
/// <param name="Events">Its events.</param>
public sealed record VisitCourse(ListedVisit Visit, IReadOnlyList<ListedEvent> Events)
{
    /// <summary>The visit of that name among the blocks of its day; null where there is none.</summary>
    /// <param name="key">Its name; what it says of the day's content was compared already.</param>
    /// <param name="blocks">All blocks of the day, in their order.</param>
    public static VisitCourse? Find(VisitKey key, IReadOnlyList<Block> blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        var numbers = new Numbers();
        foreach (Block block in blocks)
        {
            BlockLayout layout = block.Layout;
            int[] times = block.Columns.Times;
            long start = block.Columns.Start.ToUnixTimeMilliseconds();
            for (int visit = 0; visit < layout.Visited; visit++)
            {
                long time = start + times[layout.FirstRow[visit]];
                if (time == key.Time && numbers.Next(time) == key.Number)
                {
                    return Of(block, visit, key, start);
                }
            }
        }

        return null;
    }

    private static VisitCourse Of(Block block, int visit, VisitKey key, long start)
    {
        int[] times = block.Columns.Times;
        var events = new List<ListedEvent>();
        var numbers = new Numbers();
        for (int row = block.Layout.FirstRow[visit]; row < block.Layout.FirstRow[visit + 1]; row++)
        {
            if (block.Kinds[row] == RowKind.Emptied)
            {
                continue;
            }

            long time = start + times[row];
            events.Add(VisitRows.Event(block, row, key, new ListPlace(Math.Max(0, time), key.Day, time, numbers.Next(time))));
        }

        return new VisitCourse(VisitRows.Visit(block, visit, key, new ListPlace(Math.Max(0, key.Time), key.Day, key.Time, key.Number)), events);
    }
}
