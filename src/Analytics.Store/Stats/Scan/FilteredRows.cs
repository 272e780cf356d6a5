using Analytics.Store.Blocks;
using Analytics.Store.Stats.Filters;

namespace Analytics.Store.Stats.Scan;

/// <summary>Which rows of blocks a filter meets, reports of time spent included. Not for concurrent use.</summary>
internal sealed class FilteredRows
{
    private readonly Condition _ofVisit;
    private readonly Condition _ofRow;

    public FilteredRows(Filter filter) => (_ofVisit, _ofRow) = Condition.Split(filter);

    /// <summary>For each row whether it is met. A report of time goes with the page view that it is about: it is seen as one of its page. What is left of an event whose kind is kept no longer goes with its visit alone.</summary>
    public bool[] In(Block block)
    {
        bool[]? visits = _ofVisit.Ask(block), events = _ofRow.Ask(block), reports = _ofRow.Ask(block, RowView.Report);
        RowKind[] kinds = block.Kinds;
        int[] visitOf = block.Layout.VisitOf;
        bool[] met = new bool[block.Rows];
        for (int row = 0; row < met.Length; row++)
        {
            bool[]? rows = kinds[row] == RowKind.Engagement ? reports : events;
            met[row] = (visits is null || visits[visitOf[row]]) && (rows is null || (rows[row] && kinds[row] != RowKind.Emptied));
        }

        return met;
    }
}
