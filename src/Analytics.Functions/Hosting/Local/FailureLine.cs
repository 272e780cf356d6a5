namespace Analytics.Functions.Hosting.Local;

/// <summary>Finds the line of a failing program's output that says why it failed.</summary>
internal static class FailureLine
{
    private const int Longest = 200;

    private static readonly string[] Signs = ["Caused by:", "Exception", "Error:", "error", "ERR!"];

    /// <summary>The last cause of a Java stack trace, else the first line with a sign of an error, else the last line; shortened. "it said nothing" for no output.</summary>
    public static string Of(string said)
    {
        string[] lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (string sign in Signs)
        {
            if ((sign == Signs[0] ? lines.LastOrDefault(Has) : lines.FirstOrDefault(Has)) is { } found)
            {
                return Short(found);
            }

            bool Has(string line) => line.Contains(sign, StringComparison.Ordinal);
        }

        return lines.Length == 0 ? "it said nothing" : Short(lines[^1]);
    }

    private static string Short(string line) => line.Length <= Longest ? line : string.Concat(line.AsSpan(0, Longest), "…");
}
