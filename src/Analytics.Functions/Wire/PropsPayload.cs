using System.Text;
using System.Text.Json;
using Analytics.Store.Events;
using Analytics.Store.Inputs;

namespace Analytics.Functions.Wire;

/// <summary>
/// Custom properties: an object or a JSON string of one. Lists, objects and blanks are left out; what is over the number is left out;
/// what is over the sizes is a fault.
/// </summary>
internal static class PropsPayload
{
    public static IReadOnlyDictionary<string, string> Parse(JsonElement? member, List<InputFault> faults)
    {
        if (member is { ValueKind: JsonValueKind.String } text)
        {
            return ParseText(text.GetString()!, faults);
        }

        return member is { ValueKind: JsonValueKind.Object } map ? ParseObject(map, faults) : new Dictionary<string, string>();
    }

    private static Dictionary<string, string> ParseText(string text, List<InputFault> faults)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 4 });
            return json.RootElement.ValueKind == JsonValueKind.Object ? ParseObject(json.RootElement, faults) : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static Dictionary<string, string> ParseObject(JsonElement map, List<InputFault> faults)
    {
        var props = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (JsonProperty property in map.EnumerateObject())
        {
            string? value = property.Value.ValueKind switch
            {
                JsonValueKind.String => property.Value.GetString(),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => property.Value.GetRawText(),
                _ => null,
            };
            if (string.IsNullOrWhiteSpace(value) || string.IsNullOrWhiteSpace(property.Name) || props.Count == EventLimits.Properties)
            {
                continue;
            }

            if (Encoding.UTF8.GetByteCount(property.Name) > EventLimits.PropertyName || Encoding.UTF8.GetByteCount(value) > EventLimits.PropertyValue)
            {
                faults.Add(new InputFault("props", "keys should have at most 300 bytes and values 2000 bytes"));
                return props;
            }

            props[property.Name] = value;
        }

        return props;
    }
}
