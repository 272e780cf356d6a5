using System.Text.RegularExpressions;

namespace Analytics.Rules.Tests;

/// <summary>Which folders below a namespace a file makes use of, by its text.</summary>
/// <param name="Root">The namespace of the folders: <c>Analytics.Functions</c>, which lies in <c>src/Analytics.Functions</c>.</param>
/// <param name="Files">All files of that project.</param>
internal sealed record Slices(string Root, IReadOnlyList<Source> Files)
{
    /// <summary>The folders, each a slice.</summary>
    public IReadOnlyList<string> Names { get; } =
        [.. Files.Select(file => FolderOf(Root, file)).Where(folder => folder.Length > 0).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Every use that a file of <paramref name="slice"/> makes of one of the <paramref name="forbidden"/>, as <c>path:line: slice</c>.</summary>
    public IReadOnlyList<string> Uses(string slice, IEnumerable<string> forbidden)
    {
        Regex[] patterns = [.. forbidden.Select(Use)];
        return
        [
            .. from file in Files.Where(file => FolderOf(Root, file) == slice)
               from line in file.Lines.Where(line => !line.Text.TrimStart().StartsWith("//", StringComparison.Ordinal))
               from match in patterns.Select(pattern => pattern.Match(line.Text)).Where(match => match.Success)
               select $"{file.Path}:{line.Number}: {match.Value}",
        ];
    }

    private static string FolderOf(string root, Source file) =>
        Regex.Match(file.Path, $"^src/{Regex.Escape(root)}/([^/]+)/") is { Success: true } match ? match.Groups[1].Value : "";

    // The whole name of the namespace, or its last word before one of its types: C# finds Stats.StatsQueryJson from a neighbour too.
    private Regex Use(string slice)
    {
        string types = string.Join('|', Files.Where(file => FolderOf(Root, file) == slice).Select(file => Path.GetFileNameWithoutExtension(file.Path)));
        string whole = $@"\b{Regex.Escape(Root)}\.{slice}\b";
        return new Regex(types.Length == 0 ? whole : $@"{whole}|(?<![\w.]){slice}\.(?:\w+\.)*(?:{types})\b");
    }
}
