using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Analytics.Client.Questions;

/// <summary>JSON by hand: requests have lists of several kinds of values, which no type describes well.</summary>
internal static class Json
{
    // What is written here goes into bodies and addresses, never into a page.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Bytes(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            write(json);
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static JsonElement Of(Action<Utf8JsonWriter> write)
    {
        using var document = JsonDocument.Parse(Bytes(write));
        return document.RootElement.Clone();
    }

    public static void Array(Utf8JsonWriter json, Action items)
    {
        json.WriteStartArray();
        items();
        json.WriteEndArray();
    }

    public static void Array<T>(Utf8JsonWriter json, IReadOnlyList<T> items, Action<T> write) => Array(json, () =>
    {
        foreach (T item in items)
        {
            write(item);
        }
    });
}
