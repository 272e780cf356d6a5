using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Analytics.Functions.Tests.Contract;

/// <summary>The document's schemas and operations as types of TypeScript, for the npm package.</summary>
internal static partial class TypeScriptTypes
{
    private static readonly string[] Methods = ["get", "post", "put", "delete"];

    public static string Of(JsonObject document)
    {
        var text = new StringBuilder("// Made of /api/openapi.json by a test of the server: change nothing here.\n\n");
        foreach ((string name, JsonNode? schema) in document["components"]!["schemas"]!.AsObject())
        {
            Comment(text, "", schema!["description"]?.GetValue<string>());
            text.Append("export type ").Append(name).Append(" = ").Append(TypeOf(schema)).Append(";\n");
        }

        text.Append("\n/** What each operation takes and answers, by its method and address. */\nexport interface Operations {\n");
        foreach ((string path, JsonNode? operations) in document["paths"]!.AsObject())
        {
            foreach (string method in Methods.Where(method => operations![method] is not null))
            {
                JsonObject operation = operations![method]!.AsObject();
                Comment(text, "  ", operation["summary"]?.GetValue<string>());
                text.Append("  \"").Append(method.ToUpperInvariant()).Append(' ').Append(path).Append("\": { path: ")
                    .Append(Parameters(document, operations["parameters"])).Append("; query: ").Append(Parameters(document, operation["parameters"]))
                    .Append("; body: ").Append(operation["requestBody"] is { } body ? Content(body["content"]) : "undefined")
                    .Append("; answer: ").Append(Answer(operation)).Append(" };\n");
            }
        }

        return text.Append("}\n").ToString();
    }

    private static void Comment(StringBuilder text, string indent, string? said)
    {
        if (said is not null)
        {
            text.Append(indent).Append("/** ").Append(said.ReplaceLineEndings(" ").Replace("*/", "* /", StringComparison.Ordinal)).Append(" */\n");
        }
    }

    private static string Parameters(JsonObject document, JsonNode? parameters)
    {
        string[] members =
        [
            .. from parameter in parameters as JsonArray ?? []
               let said = parameter["$ref"]?.GetValue<string>().Split('/')[^1] is { } name ? document["components"]!["parameters"]![name]! : parameter
               select $"{Key(said["name"]!.GetValue<string>())}{(said["required"]?.GetValue<bool>() == true ? "" : "?")}: {TypeOf(said["schema"])}",
        ];
        return members.Length == 0 ? "{}" : $"{{ {string.Join("; ", members)} }}";
    }

    private static string Answer(JsonObject operation) => string.Join(" | ", operation["responses"]!.AsObject()
        .Where(response => response.Key[0] == '2').Select(response => Content(response.Value!["content"])).Distinct());

    // A client of these types reads JSON where there is JSON.
    private static string Content(JsonNode? content) => content is not JsonObject kinds ? "undefined" : kinds["application/json"] is { } json ? TypeOf(json["schema"]) : string.Join(" | ", kinds.Select(kind => TypeOf(kind.Value!["schema"])).Distinct());

    private static string TypeOf(JsonNode? node)
    {
        if (node is not JsonObject schema)
        {
            return "unknown";
        }

        if (schema["$ref"]?.GetValue<string>() is { } reference)
        {
            return reference.Split('/')[^1];
        }

        if (schema["const"] is { } constant)
        {
            return constant.ToJsonString();
        }

        if (schema["enum"] is JsonArray words)
        {
            return string.Join(" | ", words.Select(word => word?.ToJsonString() ?? "null"));
        }

        if (schema["anyOf"] is JsonArray any)
        {
            return $"({string.Join(" | ", any.Select(TypeOf).Distinct())})";
        }

        if (schema["allOf"] is JsonArray all)
        {
            return $"({string.Join(" & ", all.Select(TypeOf))})";
        }

        string[] types = schema["type"] switch
        {
            null => schema["properties"] is null ? [] : ["object"],
            JsonArray several => [.. several.Select(type => type!.GetValue<string>())],
            { } one => [one.GetValue<string>()],
        };
        return types.Length == 0 ? "unknown" : string.Join(" | ", types.Select(type => Named(type, schema)).Distinct());
    }

    private static string Named(string type, JsonObject schema) => type switch
    {
        "integer" or "number" => "number",
        "array" when schema["prefixItems"] is JsonArray first => Tuple(first, schema),
        "array" => Wrapped(TypeOf(schema["items"])) + "[]",
        "object" when schema["properties"] is JsonObject properties => Members(properties, schema["required"] as JsonArray),
        "object" => $"Record<string, {(schema["additionalProperties"] is JsonObject values ? TypeOf(values) : "unknown")}>",
        // Else any text would be as good as one of the words beside it.
        "string" when schema["pattern"]?.GetValue<string>() is { } pattern && pattern.Contains("event:props:", StringComparison.Ordinal) =>
            pattern.Contains("(event:props:", StringComparison.Ordinal) ? "`${string}(event:props:${string})`" : "`event:props:${string}`",
        _ => type,
    };

    private static string Tuple(JsonArray first, JsonObject schema)
    {
        int least = schema["minItems"]?.GetValue<int>() ?? 0;
        IEnumerable<string> items = first.Select((item, i) => i < least ? TypeOf(item) : Wrapped(TypeOf(item)) + "?");
        string[] rest = schema["items"] is null && schema["maxItems"]?.GetValue<int>() == first.Count ? [] : [$"...{Wrapped(TypeOf(schema["items"]))}[]"];
        return $"[{string.Join(", ", items.Concat(rest))}]";
    }

    private static string Members(JsonObject properties, JsonArray? required)
    {
        HashSet<string> needed = [.. (required ?? []).Select(name => name!.GetValue<string>())];
        return $"{{ {string.Join("; ", properties.Select(p => $"{Key(p.Key)}{(needed.Contains(p.Key) ? "" : "?")}: {TypeOf(p.Value)}"))} }}";
    }

    private static string Wrapped(string type) => type.Contains('|', StringComparison.Ordinal) && type[0] is not ('(' or '{' or '[') ? $"({type})" : type;

    private static string Key(string name) => Identifier().IsMatch(name) ? name : $"\"{name}\"";

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex Identifier();
}
