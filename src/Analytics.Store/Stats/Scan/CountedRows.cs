using Analytics.Store.Blocks;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Store.Stats.Scan;

/// <summary>Which rows of a block count: pageviews and custom events in the range for which, and for whose visit, the filter holds.</summary>
internal sealed class CountedRows(StatsRange range, Filter filter)
{
    private readonly (Condition OfVisit, Condition OfRow) _conditions = Condition.Split(filter);

    /// <summary>One a row; a new array.</summary>
    public bool[] Of(Block block)
    {
        bool[]? visits = _conditions.OfVisit.Ask(block), rows = _conditions.OfRow.Ask(block);
        BlockRange within = BlockRange.Of(range, block);
        RowKind[] kinds = block.Facts.Kinds;
        int[] times = within.IsAll ? [] : block.Columns.Times, visitOf = visits is null ? [] : block.Layout.VisitOf;
        bool[] counts = new bool[kinds.Length];
        for (int row = 0; row < counts.Length; row++)
        {
            counts[row] = kinds[row] != RowKind.Engagement
                && (rows is null || rows[row])
                && (visits is null || visits[visitOf[row]])
                && (within.IsAll || within.Contains(times[row]));
        }

        return counts;
    }
}
