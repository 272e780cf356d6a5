namespace Analytics.Testing.Oracle;

/// <summary>Patterns of pages, tried out letter by letter.</summary>
public static class OraclePattern
{
    public static bool Matches(string pattern, string path) =>
        pattern.Length == 0 ? path.Length == 0
        : pattern.StartsWith("**", StringComparison.Ordinal) ? Enumerable.Range(0, path.Length + 1).Any(i => Matches(pattern[2..], path[i..]))
        : pattern[0] == '*' ? Enumerable.Range(0, path.Length + 1).Any(i => !path[..i].Contains('/', StringComparison.Ordinal) && Matches(pattern[1..], path[i..]))
        : path.Length > 0 && path[0] == pattern[0] && Matches(pattern[1..], path[1..]);
}
