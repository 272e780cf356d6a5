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
        RowKind[] kinds = block.Kinds;
        bool[] counts = GC.AllocateUninitializedArray<bool>(kinds.Length);
        for (int row = 0; row < counts.Length; row++)
        {
            counts[row] = kinds[row].IsCounted();
        }

        // One sweep for each thing that is asked: none of them branches, and most questions ask none of them.
        if (_conditions.OfRow.Ask(block) is { } rows)
        {
            for (int row = 0; row < counts.Length; row++)
            {
                counts[row] &= rows[row];
            }
        }

        if (_conditions.OfVisit.Ask(block) is { } visits)
        {
            int[] visitOf = block.Layout.VisitOf;
            for (int row = 0; row < counts.Length; row++)
            {
                counts[row] &= visits[visitOf[row]];
            }
        }

        BlockRange within = BlockRange.Of(range, block);
        if (!within.IsAll)
        {
            int[] times = block.Columns.Times;
            for (int row = 0; row < counts.Length; row++)
            {
                counts[row] &= within.Contains(times[row]);
            }
        }

        return counts;
    }
}
