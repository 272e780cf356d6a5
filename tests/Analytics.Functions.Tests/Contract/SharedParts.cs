using System.Text.Json.Nodes;

namespace Analytics.Functions.Tests.Contract;

/// <summary>Says once what many operations have: parameters and refusals become components that the operations name.</summary>
internal static class SharedParts
{
    public static void Move(JsonObject document)
    {
        JsonObject[] operations = [.. document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(member => member.Value).OfType<JsonObject>()];
        JsonObject components = document["components"]!.AsObject();
        components["parameters"] = Parameters(operations);
        components["responses"] = Refusals(operations);
    }

    private static JsonObject Parameters(JsonObject[] operations)
    {
        JsonArray[] lists = [.. operations.Select(operation => operation["parameters"]).OfType<JsonArray>()];
        Dictionary<string, string> names = Named(lists.SelectMany(list => list).Select(parameter => (parameter!["name"]!.GetValue<string>(), parameter.ToJsonString())), least: 2);
        foreach (JsonArray list in lists)
        {
            for (int i = 0; i < list.Count; i++)
            {
                if (names.TryGetValue(list[i]!.ToJsonString(), out string? name))
                {
                    list[i] = Reference("parameters", name);
                }
            }
        }

        return Components(names);
    }

    private static JsonObject Refusals(JsonObject[] operations)
    {
        var found = new List<(JsonObject Responses, string Status, string Text)>();
        foreach (JsonObject responses in operations.Select(operation => operation["responses"]).OfType<JsonObject>())
        {
            found.AddRange(responses.Where(r => r.Key[0] is '4' or '5').Select(r => (responses, r.Key, r.Value!.ToJsonString())));
        }

        Dictionary<string, string> names = Named(found.Select(f => ("Refused" + f.Status, f.Text)), least: 1);
        foreach ((JsonObject responses, string status, string text) in found)
        {
            responses[status] = Reference("responses", names[text]);
        }

        return Components(names);
    }

    // A name for each text; of several texts with one name the later ones are numbered.
    private static Dictionary<string, string> Named(IEnumerable<(string Name, string Text)> parts, int least)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (IGrouping<string, (string Name, string Text)> part in parts.GroupBy(p => p.Name))
        {
            int number = 0;
            foreach (string text in part.GroupBy(p => p.Text).Where(same => same.Count() >= least).Select(same => same.Key))
            {
                number++;
                names[text] = number == 1 ? part.Key : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{part.Key}_{number}");
            }
        }

        return names;
    }

    private static JsonObject Components(Dictionary<string, string> names) =>
        new(names.OrderBy(n => n.Value, StringComparer.Ordinal).Select(n => KeyValuePair.Create(n.Value, JsonNode.Parse(n.Key))));

    private static JsonObject Reference(string kind, string name) => new() { ["$ref"] = $"#/components/{kind}/{name}" };
}
