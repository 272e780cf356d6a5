using System.Text.Json.Nodes;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Analytics.Functions.Tests.Contract;

/// <summary>Infers the JSON Schema that several values have in common.</summary>
internal static partial class Shape
{
    /// <summary>A schema that all of the values fit: a member is required where each of them has it.</summary>
    public static JsonObject Of(IReadOnlyList<JsonNode?> values, string name = "")
    {
        var schema = new JsonObject();
        string[] types = [.. values.Select(value => TypeOf(value, name)).Distinct().OrderBy(type => type == "null").ThenBy(type => type, StringComparer.Ordinal)];
        if (types.Contains("number"))
        {
            types = [.. types.Where(type => type != "integer")];
        }

        if (types is ["null"])
        {
            types = ["string", "null"]; // nothing shows what else it may be; all such members are texts
        }

        schema["type"] = types.Length == 1 ? types[0] : new JsonArray([.. types.Select(type => JsonValue.Create(type))]);
        JsonObject[] objects = [.. values.OfType<JsonObject>()];
        if (objects.Length > 0)
        {
            string[] names = [.. objects.SelectMany(o => o.Select(member => member.Key)).Distinct()];
            string[] required = [.. names.Where(n => objects.All(o => o.ContainsKey(n)))];
            if (required.Length > 0)
            {
                schema["required"] = new JsonArray([.. required.Select(n => JsonValue.Create(n))]);
            }

            schema["properties"] = new JsonObject(names.Select(n => KeyValuePair.Create<string, JsonNode?>(n, Of([.. objects.Where(o => o.ContainsKey(n)).Select(o => o[n])], n))));
        }

        JsonNode?[] items = [.. values.OfType<JsonArray>().SelectMany(list => list)];
        if (types.Contains("array"))
        {
            schema["items"] = items.Length > 0 ? Of(items, name) : new JsonObject();
        }

        return schema;
    }

    /// <summary>Lets texts of the rows of lists be null: what is not known is null there, whether or not an example shows it.</summary>
    public static JsonObject WithUnknownTexts(JsonObject schema, bool isRow = false)
    {
        foreach ((string name, JsonNode? member) in schema["properties"]?.AsObject() ?? [])
        {
            JsonObject property = member!.AsObject();
            if (isRow && property["type"] is JsonValue type && type.GetValue<string>() == "string" && !Known().IsMatch(name))
            {
                property["type"] = new JsonArray("string", "null");
            }

            _ = WithUnknownTexts(property, isRow: false);
        }

        if (schema["items"] is JsonObject items)
        {
            _ = WithUnknownTexts(items, isRow: true);
        }

        return schema;
    }

    [GeneratedRegex("At$|Id$|^(timestamp|date|name|eventName|eventType)$")]
    private static partial Regex Known();

    // A figure that happens to be whole need not be.
    private static string TypeOf(JsonNode? value, string name) => value switch
    {
        null => "null",
        JsonObject => "object",
        JsonArray => "array",
        _ => value.GetValueKind() switch
        {
            JsonValueKind.String => "string",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            _ when Fraction().IsMatch(name) || !value.ToJsonString().All(c => c is '-' or (>= '0' and <= '9')) => "number",
            _ => "integer",
        },
    };

    [GeneratedRegex("rate|avg|average|change|percentage|share|^value$|duration", RegexOptions.IgnoreCase)]
    private static partial Regex Fraction();
}
