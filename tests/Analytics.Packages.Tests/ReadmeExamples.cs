using System.Text.RegularExpressions;

namespace Analytics.Packages.Tests;

/// <summary>The C# of a readme, in the order in which it stands there.</summary>
public static partial class ReadmeExamples
{
    public static IReadOnlyList<string> Of(string readme) =>
        [.. Fence().Matches(readme.ReplaceLineEndings("\n")).Select(match => match.Groups["code"].Value)];

    /// <summary>An example as the body of a method, with its own usings above it; <paramref name="signature"/> brings what it takes for granted.</summary>
    public static string AsMethod(string example, string signature)
    {
        ILookup<bool, string> lines = example.Split('\n').ToLookup(line => Using().IsMatch(line));
        return $$"""
            {{string.Join('\n', lines[true])}}

            internal static class Example
            {
                {{signature}}
                {
                    {{string.Join('\n', lines[false])}}
                }
            }
            """;
    }

    [GeneratedRegex("^```csharp\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^using [\w.]+;$")]
    private static partial Regex Using();
}
