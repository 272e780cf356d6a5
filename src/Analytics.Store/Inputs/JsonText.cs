using System.Text.Json;

namespace Analytics.Store.Inputs;

/// <summary>JSON from strangers, as text.</summary>
internal static class JsonText
{
    private const int MaxQuoted = 200;

    /// <summary>The value as an error message quotes it: text bare, anything else as JSON, not too long.</summary>
    public static string Quote(JsonElement element)
    {
        string text = element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();
        int cut = text.Length > MaxQuoted && char.IsHighSurrogate(text[MaxQuoted - 1]) ? MaxQuoted - 1 : MaxQuoted;
        return text.Length <= MaxQuoted ? text : string.Concat(text.AsSpan(0, cut), "…");
    }

    /// <summary>The strings of an array; null where it is no array, or holds anything else.</summary>
    public static IReadOnlyList<string>? Strings(JsonElement element, bool numbersToo = false)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var strings = new List<string>();
        foreach (JsonElement item in element.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String)
            {
                strings.Add(item.GetString()!);
            }
            else if (numbersToo && item.ValueKind == JsonValueKind.Number)
            {
                strings.Add(item.GetRawText());
            }
            else
            {
                return null;
            }
        }

        return strings;
    }
}
