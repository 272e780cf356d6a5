using System.Text.Json;

namespace Analytics.Functions.Wire;

/// <summary>JSON that a text of JSON holds: clients that send forms write objects so.</summary>
internal static class InnerJson
{
    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 4 };

    /// <summary>The object that the text says, to be disposed; null where it says none of readable text.</summary>
    public static JsonDocument? TryParseObject(string text)
    {
        try
        {
            JsonDocument json = JsonDocument.Parse(text, Shallow);
            if (json.RootElement.ValueKind == JsonValueKind.Object && ReadableJson.IsReadable(json.RootElement))
            {
                return json;
            }

            json.Dispose();
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or ArgumentException)
        {
            // The latter two of half a surrogate pair, which is no text.
        }

        return null;
    }
}
