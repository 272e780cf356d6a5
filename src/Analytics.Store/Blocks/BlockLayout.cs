namespace Analytics.Store.Blocks;

/// <summary>Which rows make up a visit, and which visits a visitor.</summary>
internal sealed class BlockLayout
{
    private int[]? _visitorOf;
    private int[]? _visitOf;

    /// <param name="firstVisit">For each visitor their first visit; at the end how many visits visitors have.</param>
    /// <param name="firstRow">For each visit its first row; at the end how many rows there are.</param>
    public BlockLayout(int[] firstVisit, int[] firstRow) => (FirstVisit, FirstRow) = (firstVisit, firstRow);

    public int[] FirstVisit { get; }

    /// <summary>
    /// The visits of no visitor stand last: each is one event that no visitor is known of, and no visit to anybody who counts them.
    /// </summary>
    public int[] FirstRow { get; }

    public int Visitors => FirstVisit.Length - 1;

    /// <summary>The visits of visitors.</summary>
    public int Visited => FirstVisit[^1];

    /// <summary>All visits, those of no visitor included.</summary>
    public int Visits => FirstRow.Length - 1;

    public int Rows => FirstRow[^1];

    /// <summary>For each visit its visitor's number; those of no visitor have the numbers beyond.</summary>
    public int[] VisitorOf => _visitorOf ??= NumberVisitors();

    /// <summary>For each row its visit.</summary>
    public int[] VisitOf => _visitOf ??= NumberVisits();

    /// <summary>Every row for itself, of no visitor.</summary>
    public static BlockLayout OfRows(int rows) => new([0], [.. Enumerable.Range(0, rows + 1)]);

    private int[] NumberVisits()
    {
        int[] visits = new int[Rows];
        for (int visit = 0; visit < Visits; visit++)
        {
            Array.Fill(visits, visit, FirstRow[visit], FirstRow[visit + 1] - FirstRow[visit]);
        }

        return visits;
    }

    private int[] NumberVisitors()
    {
        int[] visitors = new int[Visits];
        for (int visitor = 0; visitor < Visitors; visitor++)
        {
            Array.Fill(visitors, visitor, FirstVisit[visitor], FirstVisit[visitor + 1] - FirstVisit[visitor]);
        }

        for (int visit = Visited; visit < Visits; visit++)
        {
            visitors[visit] = Visitors + visit - Visited;
        }

        return visitors;
    }
}
