using System.Text.Json.Nodes;

namespace Analytics.Functions.Tests.Contract;

/// <summary>What breaks for clients of a released document with the next one.</summary>
internal sealed class ContractChanges
{
    private static readonly string[] Methods = ["get", "head", "options", "post", "put", "delete"];

    private readonly JsonObject _old, _new;
    private readonly List<string> _found = [];
    private readonly HashSet<(string, string, bool)> _compared = [];

    private ContractChanges(JsonObject before, JsonObject after) => (_old, _new) = (before, after);

    /// <summary>Each breaking change in words; empty where there is none.</summary>
    public static IReadOnlyList<string> Breaking(JsonObject before, JsonObject after)
    {
        var changes = new ContractChanges(before, after);
        foreach ((string path, JsonNode? operations) in before["paths"]!.AsObject())
        {
            foreach (string method in Methods.Where(method => operations![method] is not null))
            {
                string place = $"{method.ToUpperInvariant()} {path}";
                if (after["paths"]![path]?[method] is not JsonObject operation)
                {
                    changes._found.Add($"{place}: is gone");
                    continue;
                }

                changes.CompareOperation(place, operations![method]!.AsObject(), operation);
            }
        }

        return changes._found;
    }

    private void CompareOperation(string place, JsonObject before, JsonObject after)
    {
        Dictionary<string, JsonObject> were = Parameters(_old, before), are = Parameters(_new, after);
        foreach ((string name, JsonObject was) in were)
        {
            if (!are.TryGetValue(name, out JsonObject? parameter))
            {
                _found.Add($"{place}: the parameter {name} is gone");
                continue;
            }

            if (IsRequired(parameter) && !IsRequired(was))
            {
                _found.Add($"{place}: the parameter {name} is required now");
            }

            Compare($"{place}: the parameter {name}", was["schema"], parameter["schema"], isSent: true);
        }

        _found.AddRange(are.Where(p => !were.ContainsKey(p.Key) && IsRequired(p.Value)).Select(p => $"{place}: the new parameter {p.Key} is required"));
        if (after["requestBody"] is null && before["requestBody"] is not null)
        {
            _found.Add($"{place}: takes no body any more");
        }

        foreach ((string type, JsonNode? content) in before["requestBody"]?["content"]?.AsObject() ?? [])
        {
            CompareContent($"{place}: the body {type}", content, after["requestBody"]?["content"]?[type], isSent: true);
        }

        foreach ((string status, JsonNode? response) in before["responses"]!.AsObject())
        {
            if (status[0] is '4' or '5')
            {
                continue; // that something is refused no more is nobody's loss, and what a refusal looks like is said in one place for all
            }

            if (after["responses"]![status] is not { } now)
            {
                _found.Add($"{place}: the answer {status} is gone");
                continue;
            }

            foreach ((string type, JsonNode? content) in response!["content"]?.AsObject() ?? [])
            {
                CompareContent($"{place}: the answer {status} {type}", content, now["content"]?[type], isSent: false);
            }
        }
    }

    private void CompareContent(string place, JsonNode? before, JsonNode? after, bool isSent)
    {
        if (after is null)
        {
            _found.Add($"{place} is gone");
            return;
        }

        Compare(place, before!["schema"], after["schema"], isSent);
    }

    // What is sent may be taken in more forms, and what is answered come in fewer; never the other way.
    private void Compare(string place, JsonNode? before, JsonNode? after, bool isSent)
    {
        if ((before as JsonObject)?["$ref"]?.GetValue<string>() is { } was && (after as JsonObject)?["$ref"]?.GetValue<string>() is { } now && !_compared.Add((was, now, isSent)))
        {
            return; // said where it was compared first
        }

        if (Resolve(_old, before) is not { } old || Resolve(_new, after) is not { } schema)
        {
            return;
        }

        CompareTypes(place, old, schema, isSent);
        CompareWords(place, old, schema, isSent);
        CompareBounds(place, old, schema, isSent);
        HashSet<string> wereRequired = Names(old["required"]), areRequired = Names(schema["required"]);
        if (isSent)
        {
            _found.AddRange(areRequired.Except(wereRequired).Select(name => $"{place}: {name} is required now"));
        }
        else
        {
            _found.AddRange(wereRequired.Except(areRequired).Where(name => schema["properties"]?[name] is not null).Select(name => $"{place}: {name} may be absent now"));
        }

        foreach ((string name, JsonNode? property) in old["properties"]?.AsObject() ?? [])
        {
            if (schema["properties"]?[name] is not { } member)
            {
                _found.Add($"{place}: {name} is gone");
                continue;
            }

            Compare($"{place}: {name}", property, member, isSent);
        }

        Compare(place + "[]", old["items"], schema["items"], isSent);
        Compare(place + "{}", old["additionalProperties"] as JsonObject, schema["additionalProperties"] as JsonObject, isSent);
        foreach (string union in (string[])["anyOf", "allOf", "prefixItems"])
        {
            CompareUnion(place, old[union] as JsonArray, schema[union] as JsonArray, isSent);
        }
    }

    private void CompareUnion(string place, JsonArray? before, JsonArray? after, bool isSent)
    {
        int were = before?.Count ?? 0, are = after?.Count ?? 0;
        if (isSent ? were > are : were > 0 && are > were)
        {
            _found.Add(isSent ? $"{place}: a form is not taken any more" : $"{place}: there is a new form of the answer");
        }

        for (int i = 0; i < Math.Min(were, are); i++)
        {
            Compare(place, before![i], after![i], isSent);
        }
    }

    private void CompareTypes(string place, JsonObject before, JsonObject after, bool isSent)
    {
        HashSet<string> were = Names(before["type"]), are = Names(after["type"]);
        if (were.Count == 0 || are.Count == 0)
        {
            if (isSent ? are.Count > 0 : were.Count > 0 && before["type"] is not null && after["type"] is null && after["$ref"] is null && after["anyOf"] is null && after["enum"] is null)
            {
                _found.Add($"{place}: is {Listed(were)} no more, but {Listed(are)}");
            }

            return;
        }

        (HashSet<string> must, HashSet<string> known) = isSent ? (were, are) : (are, were);
        if (must.Any(type => !known.Contains(type) && !(type == "integer" && known.Contains("number"))))
        {
            _found.Add($"{place}: was {Listed(were)}, and is {Listed(are)}");
        }
    }

    private void CompareWords(string place, JsonObject before, JsonObject after, bool isSent)
    {
        HashSet<string> were = Words(before), are = Words(after);
        if (isSent && are.Count > 0)
        {
            _found.AddRange(were.Count == 0 && before["enum"] is null && before["type"] is not null ? [$"{place}: takes only {Listed(are)} now"] : were.Except(are).Select(word => $"{place}: {word} is not taken any more"));
        }
        else if (!isSent && were.Count > 0)
        {
            _found.AddRange(are.Except(were).Select(word => $"{place}: may be {word} now"));
        }
    }

    private void CompareBounds(string place, JsonObject before, JsonObject after, bool isSent)
    {
        foreach ((string bound, bool isUpper) in (ReadOnlySpan<(string, bool)>)[("maximum", true), ("maxLength", true), ("maxItems", true), ("minimum", false), ("minLength", false), ("minItems", false)])
        {
            if (isSent && after[bound]?.GetValue<double>() is { } now && (before[bound]?.GetValue<double>() is not { } was || (isUpper ? now < was : now > was)))
            {
                _found.Add($"{place}: {bound} is {after[bound]} now");
            }
        }
    }

    private static HashSet<string> Words(JsonObject schema) => schema["enum"] is JsonArray words ? [.. words.Select(word => word?.ToJsonString() ?? "null")] : [];

    private static string Listed(HashSet<string> names) => names.Count == 0 ? "anything" : string.Join(" or ", names.Order(StringComparer.Ordinal));

    private static HashSet<string> Names(JsonNode? node) => node switch
    {
        null => [],
        JsonArray names => [.. names.Select(name => name!.GetValue<string>())],
        _ => [node.GetValue<string>()],
    };

    private static bool IsRequired(JsonObject parameter) => parameter["required"]?.GetValue<bool>() ?? false;

    private static Dictionary<string, JsonObject> Parameters(JsonObject document, JsonObject operation) =>
        (operation["parameters"] as JsonArray ?? []).Select(p => Resolve(document, p)!).ToDictionary(p => $"{p["name"]}");

    private static JsonObject? Resolve(JsonObject document, JsonNode? schema) =>
        (schema as JsonObject)?["$ref"]?.GetValue<string>().Split('/') is [.., var kind, var name] ? document["components"]![kind]![name] as JsonObject : schema as JsonObject;
}
