using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Analytics.Functions.Wire;
using Analytics.Store.Inputs;

namespace Analytics.Functions.Http;

/// <summary>Reads the JSON of a management request into its form, and finds every fault at once: unknown fields and values of another kind.</summary>
internal static class Form
{
    /// <summary>The form in a request's body, or the problem to answer with.</summary>
    public static async Task<OrProblem<T>> ReadAsync<T>(HttpRequest request, int limit, JsonTypeInfo<T> type) where T : class
    {
        if (!(await Body.ReadJsonAsync(request, limit, request.HttpContext.RequestAborted)).TryGet(out JsonDocument? json, out Problem? problem))
        {
            return problem;
        }

        using (json)
        {
            return Read(json.RootElement, type);
        }
    }

    /// <summary>The form that an object is, or the problem to answer with.</summary>
    public static OrProblem<T> Read<T>(JsonElement json, JsonTypeInfo<T> type) where T : class
    {
        List<InputFault> faults = [];
        Check(json, type, "", faults);
        return faults.Count > 0 ? Problem.Invalid(faults) : json.Deserialize(type)!;
    }

    private static void Check(JsonElement value, JsonTypeInfo type, string path, List<InputFault> faults)
    {
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object when value.ValueKind == JsonValueKind.Object:
                CheckMembers(value, type, path, faults);
                break;
            case JsonTypeInfoKind.Enumerable when value.ValueKind == JsonValueKind.Array && type.ElementType is { } element:
                int place = 0;
                foreach (JsonElement item in value.EnumerateArray())
                {
                    Check(item, type.Options.GetTypeInfo(element), string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{path}[{place++}]"), faults);
                }

                break;
            case JsonTypeInfoKind.Dictionary when value.ValueKind == JsonValueKind.Object && type.ElementType is { } element:
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    Check(member.Value, type.Options.GetTypeInfo(element), $"{path}.{member.Name}", faults);
                }

                break;
            default:
                if (!IsOf(value, type))
                {
                    faults.Add(new InputFault(path, $"must be {WordFor(type)}"));
                }

                break;
        }
    }

    private static void CheckMembers(JsonElement value, JsonTypeInfo type, string path, List<InputFault> faults)
    {
        string prefix = path.Length == 0 ? "" : path + ".";
        foreach (JsonProperty member in value.EnumerateObject())
        {
            if (type.Properties.FirstOrDefault(p => p.Name == member.Name) is not { } known)
            {
                faults.Add(new InputFault(prefix + member.Name, UnknownField.Problem(type.Properties.Select(p => p.Name))));
            }
            else if (member.Value.ValueKind != JsonValueKind.Null || !TakesNull(known))
            {
                Check(member.Value, type.Options.GetTypeInfo(known.PropertyType), prefix + member.Name, faults);
            }
        }
    }

    private static bool TakesNull(JsonPropertyInfo member) =>
        member.PropertyType.IsValueType ? Nullable.GetUnderlyingType(member.PropertyType) is not null : member.IsSetNullable;

    private static bool IsOf(JsonElement value, JsonTypeInfo type)
    {
        try
        {
            return value.ValueKind != JsonValueKind.Null && value.Deserialize(type) is not null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static string WordFor(JsonTypeInfo type) => type.Kind switch
    {
        JsonTypeInfoKind.Object => "an object",
        JsonTypeInfoKind.Enumerable => "a list",
        _ when Is<string>(type.Type) => "text",
        _ when Is<bool>(type.Type) => "true or false",
        _ when Is<int>(type.Type) || Is<long>(type.Type) => "a whole number",
        _ when Is<decimal>(type.Type) || Is<double>(type.Type) => "a number",
        _ => "of another kind",
    };

    private static bool Is<T>(Type type) => (Nullable.GetUnderlyingType(type) ?? type) == typeof(T);
}
