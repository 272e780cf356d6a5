using System.Text.RegularExpressions;

namespace Analytics.Store.Tests.Docs;

/// <summary>A document of the repository, so that tests can hold it to what stands.</summary>
internal static partial class Document
{
    public static string Read(string path) => File.ReadAllText(Repository.At(path)).ReplaceLineEndings("\n");

    /// <summary>The text below a heading, up to the next one of its level or above.</summary>
    public static string Section(string document, string heading)
    {
        string level = heading[..(heading.IndexOf(' ', StringComparison.Ordinal))];
        string[] lines = document.Split('\n');
        int start = Array.IndexOf(lines, heading);
        Assert.True(start >= 0, $"There is no heading '{heading}'.");
        return string.Join('\n', lines.Skip(start + 1).TakeWhile(line => !IsHeading(line, level.Length)));
    }

    /// <summary>The cells of every table row, but for heads and rules.</summary>
    public static IEnumerable<string[]> Rows(string text) => text.Split('\n')
        .Where(line => line.StartsWith('|'))
        .Skip(2)
        .Select(line => line.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries));

    /// <summary>What stands between backticks.</summary>
    public static IEnumerable<string> Code(string text) => Ticked().Matches(text).Select(m => m.Groups[1].Value);

    private static bool IsHeading(string line, int level)
    {
        int depth = line.TakeWhile(c => c == '#').Count();
        return depth >= 1 && depth <= level && line.Length > depth && line[depth] == ' ';
    }

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Ticked();
}
