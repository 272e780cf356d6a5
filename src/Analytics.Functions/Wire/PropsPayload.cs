using System.Text;
using System.Text.Json;
using Analytics.Store.Events;
using Analytics.Store.Inputs;

namespace Analytics.Functions.Wire;

/// <summary>
/// Custom properties: an object or a JSON string of one. Blanks say nothing and are left out; what cannot be kept is left out with a fault
/// of its own, and the others are kept.
/// </summary>
internal static class PropsPayload
{
    /// <param name="member">The object or the text; null for none.</param>
    /// <param name="field">What faults call it: <c>props</c>.</param>
    /// <param name="faults">Gets one for each property that is left out.</param>
    public static IReadOnlyDictionary<string, string> Parse(JsonElement? member, string field, List<InputFault> faults)
    {
        if (member is not { ValueKind: JsonValueKind.String } text)
        {
            return member is { } value ? ParseObject(value, field, faults) : new Dictionary<string, string>();
        }

        using JsonDocument? json = InnerJson.TryParseObject(text.GetString()!);
        return ParseObject(json?.RootElement ?? default, field, faults);
    }

    /// <summary>What is wrong with a property beside its kind; null where it can be kept.</summary>
    public static string? ProblemOf(string name, string value, int others) =>
        Encoding.UTF8.GetByteCount(name) > EventLimits.PropertyName ? "must have a name of at most 300 bytes"
        : Encoding.UTF8.GetByteCount(value) > EventLimits.PropertyValue ? "must be at most 2,000 bytes"
        : others >= EventLimits.Properties ? "is more than the 30 properties that an event may have"
        : null;

    private static Dictionary<string, string> ParseObject(JsonElement map, string field, List<InputFault> faults)
    {
        var props = new Dictionary<string, string>(StringComparer.Ordinal);
        if (map.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new InputFault(field, "must be an object, or the JSON text of one"));
            return props;
        }

        foreach (JsonProperty property in map.EnumerateObject())
        {
            string? value = property.Value.AsText();
            if (string.IsNullOrWhiteSpace(property.Name) || property.Value.ValueKind == JsonValueKind.Null || (value is not null && string.IsNullOrWhiteSpace(value)))
            {
                continue;
            }

            string? problem = value is null ? "must be text, a number, true or false" : ProblemOf(property.Name, value, props.Count);
            if (problem is null)
            {
                props[property.Name] = value!;
            }
            else
            {
                faults.Add(new InputFault($"{field}.{property.Name}", problem));
            }
        }

        return props;
    }
}
