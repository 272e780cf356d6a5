using System.Text.Json;
using Analytics.Functions.Wire;
using Analytics.Store.Inputs;

namespace Analytics.Functions.Collect;

/// <summary>
/// Custom properties of protocols that nest them: the names of nested objects are joined by dots, a list is its JSON text, numbers and
/// booleans are their text. Blanks say nothing and are left out; what cannot be kept is left out with a fault of its own.
/// </summary>
internal static class FlatProps
{
    /// <param name="map">The object; null has no properties.</param>
    /// <param name="field">What faults call it.</param>
    /// <param name="faults">Gets one for each property that is left out.</param>
    public static Dictionary<string, string> Parse(JsonElement? map, string field, List<InputFault> faults)
    {
        var props = new Dictionary<string, string>(StringComparer.Ordinal);
        if (map is { ValueKind: JsonValueKind.Object } root)
        {
            Add(root, "", field, props, faults);
        }

        return props;
    }

    private static void Add(JsonElement map, string prefix, string field, Dictionary<string, string> props, List<InputFault> faults)
    {
        foreach (JsonProperty property in map.EnumerateObject())
        {
            string name = prefix + property.Name;
            if (property.Value.ValueKind == JsonValueKind.Object)
            {
                Add(property.Value, name + ".", field, props, faults);
            }
            else if (TextOf(property.Value) is { } value && !string.IsNullOrWhiteSpace(value) && !string.IsNullOrWhiteSpace(name))
            {
                if (PropsPayload.ProblemOf(name, value, props.Count) is { } problem)
                {
                    faults.Add(new InputFault($"{field}.{name}", problem));
                }
                else
                {
                    props[name] = value;
                }
            }
        }
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => value.GetRawText(),
    };
}
