using System.Text.Json;

namespace Analytics.Functions.Wire;

/// <summary>JSON from strangers.</summary>
internal static class ReadableJson
{
    /// <summary>
    /// Whether every string and name in it can be read: JSON may carry half a surrogate pair or broken UTF-8, which is noticed only
    /// when it is looked at.
    /// </summary>
    public static bool IsReadable(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.Object => element.EnumerateObject().All(p => p.Name is not null && IsReadable(p.Value)),
                JsonValueKind.Array => element.EnumerateArray().All(IsReadable),
                JsonValueKind.String => element.GetString() is not null,
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
