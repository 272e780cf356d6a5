namespace Analytics.Rules.Tests;

/// <summary>The files of the repository: what git keeps and what it would keep if it were told to.</summary>
internal static class Sources
{
    private static readonly Lazy<IReadOnlyList<string>> Listed = new(() =>
        [.. new Command("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard").Succeed().Output
            .Split('\0', StringSplitOptions.RemoveEmptyEntries).Distinct().Where(path => File.Exists(Repository.At(path)))]);

    /// <summary>Paths from the root, with forward slashes.</summary>
    public static IReadOnlyList<string> All => Listed.Value;

    /// <summary>The C# below a folder.</summary>
    public static IEnumerable<Source> CSharp(string folder) => All
        .Where(path => path.StartsWith(folder + "/", StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal))
        .Select(path => new Source(path, File.ReadAllText(Repository.At(path))));

    /// <summary>Every file that is text.</summary>
    public static IEnumerable<Source> Texts() => All
        .Select(path => new Source(path, File.ReadAllText(Repository.At(path))))
        .Where(source => !source.Text.Contains('\0'));
}
