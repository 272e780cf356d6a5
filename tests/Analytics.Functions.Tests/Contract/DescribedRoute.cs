using System.Text.RegularExpressions;

namespace Analytics.Functions.Tests.Contract;

/// <summary>A route as docs/http-api.md or docs/reports.md describes it, under a heading of its own.</summary>
/// <param name="Method">Of HTTP.</param>
/// <param name="Pattern">The address as the heading has it.</param>
/// <param name="Area">The heading above it.</param>
/// <param name="Preface">What stands between the two: what the routes of the area have in common.</param>
/// <param name="Text">What stands under the heading, without the line of its access.</param>
internal sealed partial record DescribedRoute(string Method, string Pattern, string Area, string Preface, string Text)
{
    public static IReadOnlyList<DescribedRoute> All { get; } = [.. ((string[])["docs/http-api.md", "docs/reports.md"]).SelectMany(path => Read(File.ReadAllText(Repository.At(path)).ReplaceLineEndings("\n")))];

    /// <summary>The address as OpenAPI writes it.</summary>
    public string Path => Pattern.Replace("{**", "{", StringComparison.Ordinal);

    /// <summary>What is said in words: no code, no headings of tables.</summary>
    public string Prose => Fence().Replace(Text, "").Trim();

    /// <summary>Its commands, one for each <c>curl</c>.</summary>
    public IEnumerable<string> Commands =>
        from block in Bash().Matches(Text)
        from command in Regex.Split(block.Groups[1].Value.Replace("\\\n", " ", StringComparison.Ordinal), "^(?=curl )", RegexOptions.Multiline)
        where command.Contains("curl ", StringComparison.Ordinal)
        select command.Trim();

    /// <summary>Answers that are written out whole: what is cut with <c>…</c> is none.</summary>
    public IEnumerable<string> Answers =>
        from match in Told().Matches(Text)
        let json = match.Groups["json"].Value.Trim()
        where !json.Replace("\"…\"", "\"\"", StringComparison.Ordinal).Contains('…', StringComparison.Ordinal)
        select json;

    /// <summary>Statuses that it names as errors.</summary>
    public IEnumerable<int> Errors =>
        from sentence in Faults().Matches(Text)
        from status in Status().Matches(sentence.Value)
        select int.Parse(status.Value, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>What is said of a parameter here, in the preface, at the address above, or of a site's reports, which others take after; null for nothing.</summary>
    public string? MeaningOf(string parameter) =>
        MeaningIn(Text, parameter) ?? MeaningIn(Preface, parameter)
        ?? All.FirstOrDefault(route => route.Method == Method && route.Pattern == Pattern[..Pattern.LastIndexOf('/')])?.MeaningOf(parameter)
        ?? (Area is "Single visits and events" or "For keys of one site" or "Core Web Vitals" or "Errors" or "Insights" or "People" ? MeaningIn(All.First(route => route.Area == "A site's reports").Preface, parameter) : null);

    private static string? MeaningIn(string text, string parameter)
    {
        string name = $"`{parameter}`";
        if (text.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.StartsWith('|') && line.Split('|')[1].Contains(name, StringComparison.Ordinal)) is { } row)
        {
            return string.Join('|', row.Split('|')[2..^1]).Trim();
        }

        string prose = string.Join(' ', Fence().Replace(text, "").Split('\n').Where(line => !line.StartsWith('|')));
        return Sentence().Split(prose).Select(sentence => sentence.Trim()).FirstOrDefault(sentence =>
            (sentence.Contains(name, StringComparison.Ordinal) || sentence.Contains($"`{parameter}=", StringComparison.Ordinal)) && !sentence.EndsWith("as above.", StringComparison.Ordinal));
    }

    private static IEnumerable<DescribedRoute> Read(string document)
    {
        foreach (string area in Regex.Split(document, "^## ", RegexOptions.Multiline)[1..])
        {
            string[] parts = Regex.Split(area, "^### ", RegexOptions.Multiline);
            string[] head = parts[0].Split('\n', 2);
            foreach (Match heading in parts[1..].Select(part => Heading().Match(part)).Where(m => m.Success))
            {
                foreach (string method in heading.Groups["methods"].Value.Split(", "))
                {
                    yield return new DescribedRoute(method, heading.Groups["pattern"].Value, head[0], head[1].Trim(), heading.Groups["text"].Value.Trim());
                }
            }
        }
    }

    [GeneratedRegex("^`(?<methods>[A-Z, ]+) (?<pattern>/[^`]*)`\n\nAccess: [^\n]+\n(?<text>.*)$", RegexOptions.Singleline)]
    private static partial Regex Heading();

    [GeneratedRegex("```bash\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Bash();

    [GeneratedRegex("```[a-z]*\n.*?```\n?", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("(?:```json\n(?<json>.*?)```)|(?:Answers(?: [0-9]{3})? `(?<json>[\\[{][^`]*)`)", RegexOptions.Singleline)]
    private static partial Regex Told();

    [GeneratedRegex(@"Errors?(?: [^.:]*)?:[^\n]*")]
    private static partial Regex Faults();

    [GeneratedRegex(@"\b(4\d\d|5\d\d)\b")]
    private static partial Regex Status();

    [GeneratedRegex(@"(?<=[.;])\s+(?=[A-Z`])")]
    private static partial Regex Sentence();
}
