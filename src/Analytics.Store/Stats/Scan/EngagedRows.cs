using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Scan;

/// <summary>The rows of a block that report time spent, and for each the row of the page on which it was spent.</summary>
/// <remarks>An engagement event reports on its own page; any other event reports on the page view before it in the visit.</remarks>
internal static class EngagedRows
{
    public static (int[] Told, int[] Spent) Of(Block block)
    {
        long[] milliseconds = block.Columns.Engaged.Milliseconds;
        RowKind[] kinds = block.Facts.Kinds;
        int[] visitOf = block.Layout.VisitOf;
        List<int> told = [], spent = [];
        int page = -1;
        for (int row = 0; row < milliseconds.Length; row++)
        {
            page = row > 0 && visitOf[row] != visitOf[row - 1] ? -1 : page;
            int on = kinds[row] == RowKind.Engagement ? row : page;
            if (milliseconds[row] >= 0 && on >= 0)
            {
                told.Add(row);
                spent.Add(on);
            }

            page = kinds[row] == RowKind.Pageview ? row : page;
        }

        return ([.. told], [.. spent]);
    }
}
