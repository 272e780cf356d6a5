using System.Text;
using System.Text.Json;
using Analytics.Store.Events;
using Analytics.Store.Inputs;

namespace Analytics.Functions.Collect;

/// <summary>
/// Custom properties of protocols that nest them: the names of nested objects are joined by dots, a list is its JSON text, numbers and
/// booleans are their text. Blanks are left out, and so is what is over thirty.
/// </summary>
internal static class FlatProps
{
    /// <param name="map">The object; anything else has no properties.</param>
    /// <param name="field">What faults call it.</param>
    /// <param name="faults">Gets one where a name or a value is too long.</param>
    public static Dictionary<string, string> Parse(JsonElement? map, string field, List<InputFault> faults)
    {
        var props = new Dictionary<string, string>(StringComparer.Ordinal);
        if (map is { ValueKind: JsonValueKind.Object } root)
        {
            Add(root, "", props);
        }

        if (props.Any(p => Encoding.UTF8.GetByteCount(p.Key) > EventLimits.PropertyName || Encoding.UTF8.GetByteCount(p.Value) > EventLimits.PropertyValue))
        {
            faults.Add(new InputFault(field, "keys should have at most 300 bytes and values 2000 bytes"));
        }

        return props;
    }

    private static void Add(JsonElement map, string prefix, Dictionary<string, string> props)
    {
        foreach (JsonProperty property in map.EnumerateObject())
        {
            if (props.Count == EventLimits.Properties)
            {
                return;
            }

            string name = prefix + property.Name;
            if (property.Value.ValueKind == JsonValueKind.Object)
            {
                Add(property.Value, name + ".", props);
            }
            else if (TextOf(property.Value) is { } value && !string.IsNullOrWhiteSpace(value) && !string.IsNullOrWhiteSpace(name))
            {
                props[name] = value;
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
