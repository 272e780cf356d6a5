namespace Analytics.Tool.Terminal;

/// <summary>Rows for people: columns as wide as what stands in them, two blanks apart.</summary>
internal static class Columns
{
    /// <summary>The lines, the head first.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<string> head, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        int[] widths = [.. head.Select((name, i) => Math.Max(name.Length, rows.Count == 0 ? 0 : rows.Max(row => row[i].Length)))];
        foreach (IReadOnlyList<string> row in rows.Prepend(head))
        {
            yield return string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd();
        }
    }
}
