using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Analytics.Functions.Tests.Contract;

/// <summary>The parameters of an operation: which there are the route says, what they mean its description.</summary>
internal static partial class ParameterSource
{
    // Said once for all, or where the description speaks of the thing and not of the parameter.
    private static readonly Dictionary<string, string> Meanings = new(StringComparer.Ordinal)
    {
        ["format"] = "The form of the answer: json, csv or ndjson, of an export also plausible. Default: the one that Accept prefers, else that of the route.",
        ["bom"] = "true: CSV begins with a byte order mark.",
        ["explain"] = "1: says what the answer took as well; of a question plan: says what it would take, and does not answer.",
        ["q"] = "The question as percent-encoded JSON, or of a list: the name holds this text, in any case.",
        ["site_id"] = "The site's id, a domain or an alias.",
        ["site"] = "The site's id, a domain or an alias. Default: the account's only one.",
        ["serviceId"] = "Another name of site.",
        ["start"] = "The first day or instant; another name of from where that is read.",
        ["end"] = "The last day or the instant of the end; another name of to where that is read.",
        ["startDate"] = "The first day, as 2026-03-01.",
        ["endDate"] = "The last day, as 2026-03-31.",
        ["ticket"] = "A ticket, in the place of other credentials.",
        ["granularity"] = "Another name of interval.",
        ["limit"] = "At most so many, 1 to 1,000. Without it all that there are.",
        ["after"] = "Where to go on, as the answer before says it.",
        ["before"] = "The page of what is newer, as the answer before says it.",
        ["path_by_name"] = "true: include_paths has names and not numbers.",
        ["orderBy"] = "name, by which the list is sorted; another is refused.",
        ["page"] = "Which page of a list, from 1; of a site's reports also a path.",
    };

    private static readonly Dictionary<string, string> InAddress = new(StringComparer.Ordinal)
    {
        ["id"] = "The site: its id, a domain or an alias.",
        ["siteId"] = "The site: its id, a domain or an alias.",
        ["goal"] = "The goal's id.",
        ["segment"] = "The segment's number.",
        ["funnel"] = "The funnel's id.",
        ["fingerprint"] = "The group's fingerprint.",
        ["annotation"] = "The note's id.",
        ["erasure"] = "The erasure's id.",
        ["session"] = "The session's id, as a list of sessions names it.",
        ["name"] = "The name, as the description has it.",
        ["path"] = "The path's number.",
        ["page"] = "Which list.",
        ["property"] = "The property's name; it may have slashes.",
        ["file"] = "The file, named by its content.",
    };

    /// <summary>A parameter in the query.</summary>
    /// <param name="route">Whose it is.</param>
    /// <param name="name">As it is read.</param>
    /// <param name="meaning">What it means; null where nothing says it.</param>
    public static JsonObject InQuery(DescribedRoute route, string name, out string? meaning)
    {
        meaning = route.MeaningOf(name) ?? Meanings.GetValueOrDefault(name);
        meaning = meaning is null ? null : Links().Replace(meaning, "$1");
        var parameter = new JsonObject { ["name"] = name, ["in"] = "query", ["description"] = meaning };
        if (meaning?.Contains("Required.", StringComparison.Ordinal) ?? false)
        {
            parameter["required"] = true;
        }

        parameter["schema"] = SchemaOf(name, meaning ?? "");
        return parameter;
    }

    /// <summary>The parameters in the address.</summary>
    public static IEnumerable<JsonObject> InPath(string path) =>
        from match in Braces().Matches(path)
        let name = match.Groups[1].Value
        select new JsonObject
        {
            ["name"] = name,
            ["in"] = "path",
            ["required"] = true,
            ["description"] = path.StartsWith("/api/v2/keys/", StringComparison.Ordinal) ? "The key's id." : InAddress[name],
            ["schema"] = new JsonObject { ["type"] = "string" },
        };

    private static JsonObject SchemaOf(string name, string meaning)
    {
        if (name is not ("limit" or "offset" or "pageSize"))
        {
            return new JsonObject { ["type"] = "string" };
        }

        var schema = new JsonObject { ["type"] = "integer", ["minimum"] = name == "offset" ? 0 : 1 };
        if (Bounds().Match(Of(name, meaning)) is { Success: true } bounds)
        {
            schema["maximum"] = Number(bounds.Groups[1].Value);
        }

        if (name != "offset" && Standard().Match(Of(name, meaning)) is { Success: true } standard)
        {
            schema["default"] = Number(standard.Groups[1].Value);
        }

        return schema;
    }

    // A sentence may speak of several: what follows the name is of it.
    private static string Of(string name, string meaning) => meaning.IndexOf($"`{name}`", StringComparison.Ordinal) is >= 0 and int at ? meaning[(at + name.Length + 2)..] : meaning;

    private static int Number(string text) => int.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{\**([A-Za-z]+)\}")]
    private static partial Regex Braces();

    [GeneratedRegex(@"\[([^\]]+)\]\((?:[^)]*)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"(?:1 to|at most) ([0-9,]*[0-9])")]
    private static partial Regex Bounds();

    [GeneratedRegex(@"(?:[Dd]efault |\(default |[0-9] \()([0-9,]*[0-9])")]
    private static partial Regex Standard();
}
