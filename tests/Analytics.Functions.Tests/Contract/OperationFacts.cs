namespace Analytics.Functions.Tests.Contract;

/// <summary>A line of <c>operations.txt</c>.</summary>
/// <param name="Body">A schema or a content type of the request; null for none.</param>
/// <param name="Status">Of a good answer.</param>
/// <param name="Answer">A schema, or content types divided by commas; null for none, <c>=</c> for what the answers have in common.</param>
/// <param name="Other">Another good answer, where there are two.</param>
internal sealed record OperationFacts(string? Body, int Status, string? Answer, OperationFacts? Other = null)
{
    /// <summary>By method and address.</summary>
    public static IReadOnlyDictionary<string, OperationFacts> All { get; } = File.ReadAllLines(Repository.At("tests/Analytics.Functions.Tests/Contract/operations.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .ToDictionary(cells => cells[0], cells => new OperationFacts(Of(cells[1]), Number(cells[2]), Of(cells[3]), cells.Length > 4 ? new OperationFacts(null, Number(cells[4]), Of(cells[5])) : null));

    /// <summary>What is true of a route that has no line.</summary>
    public static OperationFacts Default { get; } = new(null, 200, "=");

    private static int Number(string cell) => int.Parse(cell, System.Globalization.CultureInfo.InvariantCulture);

    private static string? Of(string cell) => cell == "-" ? null : cell;
}
