namespace Analytics.Rules.Tests;

/// <summary>A file as the rules see it.</summary>
/// <param name="Path">From the root, with forward slashes.</param>
/// <param name="Text">All of it.</param>
internal sealed record Source(string Path, string Text)
{
    /// <summary>The lines with their numbers, from 1.</summary>
    public IEnumerable<(int Number, string Text)> Lines => Text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select((line, i) => (i + 1, line));
}
