namespace Analytics.Rules.Tests;

/// <summary>The files of the repository: what git keeps and what it would keep if it were told to.</summary>
internal static class Sources
{
    // What a build leaves behind: seen only in a copy without its history, where git cannot tell.
    private static readonly string[] Left = ["bin", "obj", "node_modules", "dist", "artifacts", "TestResults", "cdk.out"];

    private static readonly Lazy<IReadOnlyList<string>> Listed = new(() =>
        [.. (Path.Exists(Repository.At(".git")) ? FromGit() : FromFolder()).Distinct().Where(path => File.Exists(Repository.At(path)))]);

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

    private static string[] FromGit() =>
        new Command("git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard").Succeed().Output
            .Split('\0', StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<string> FromFolder() => Directory
        .EnumerateFiles(Repository.Root, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
        .Where(path => !path.Split('/').Intersect(Left).Any());
}
