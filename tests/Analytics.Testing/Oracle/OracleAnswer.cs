namespace Analytics.Testing.Oracle;

/// <summary>An answer: the rows of the page, how many there are in all, and the labels of time.</summary>
public sealed record OracleAnswer(IReadOnlyList<OracleRow> Rows, int Total, IReadOnlyList<string> TimeLabels)
{
    /// <summary>One line a row, unmistakable.</summary>
    public IEnumerable<string> Lines() => Rows.Select(row => row.Line);
}
