namespace Analytics.Testing.Oracle;

/// <summary>An answer: the rows of the page, how many there are in all, and the labels of time.</summary>
public sealed record OracleAnswer(IReadOnlyList<(string[] Dimensions, decimal[] Metrics)> Rows, int Total, IReadOnlyList<string> TimeLabels)
{
    /// <summary>One line a row, unmistakable.</summary>
    public IEnumerable<string> Lines() => Rows.Select(row => Line(row.Dimensions, row.Metrics));

    public static string Line(IEnumerable<string> dimensions, IEnumerable<decimal> metrics) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"[{string.Join(" | ", dimensions.Select(d => $"{d.Length}:{d}"))}] {string.Join(" ", metrics.Select(m => (m / 1.00m).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture)))}");
}
