using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Analytics.Tool.Terminal;

/// <summary>JSON for machines, on one line.</summary>
internal static class JsonLine
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An object with what is written into it.</summary>
    public static string Object(Action<Utf8JsonWriter> members) => Encoding.UTF8.GetString(Bytes(members).Span);

    /// <inheritdoc cref="Object"/>
    public static ReadOnlyMemory<byte> Bytes(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
