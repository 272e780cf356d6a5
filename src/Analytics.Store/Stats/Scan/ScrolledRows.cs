using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Scan;

/// <summary>How far pages were scrolled by the visits that were on them.</summary>
internal static class ScrolledRows
{
    /// <summary>For each row, whether its visit reported that its page was scrolled at least this far, before or after the row.</summary>
    public static bool[] To(Block block, int percent)
    {
        int[] pages = block.Columns.Text(BlockField.Path).Ids, scrolls = block.Columns.Engaged.Scroll, visitOf = block.Layout.VisitOf;
        HashSet<(int Visit, int Page)> far = [];
        (int[] told, int[] spent) = EngagedRows.Of(block);
        for (int i = 0; i < told.Length; i++)
        {
            if (scrolls[told[i]] >= percent && visitOf[told[i]] < block.Layout.Visited)
            {
                _ = far.Add((visitOf[told[i]], pages[spent[i]]));
            }
        }

        bool[] scrolled = new bool[pages.Length];
        for (int row = 0; row < scrolled.Length && far.Count > 0; row++)
        {
            scrolled[row] = far.Contains((visitOf[row], pages[row]));
        }

        return scrolled;
    }
}
