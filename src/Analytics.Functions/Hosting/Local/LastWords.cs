namespace Analytics.Functions.Hosting.Local;

/// <summary>Out of everything that a failing program said, the line that says why.</summary>
internal static class LastWords
{
    private const int Longest = 200;

    private static readonly string[] Telling = ["Caused by:", "Exception", "Error:", "error", "ERR!"];

    /// <summary>One line, shortened; "it said nothing" for silence. The last cause of a Java stack trace, else the first line with an error's sign, else the last line.</summary>
    public static string Of(string said)
    {
        string[] lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (string sign in Telling)
        {
            if ((sign == Telling[0] ? lines.LastOrDefault(Has) : lines.FirstOrDefault(Has)) is { } found)
            {
                return Short(found);
            }

            bool Has(string line) => line.Contains(sign, StringComparison.Ordinal);
        }

        return lines.Length == 0 ? "it said nothing" : Short(lines[^1]);
    }

    private static string Short(string line) => line.Length <= Longest ? line : string.Concat(line.AsSpan(0, Longest), "…");
}
