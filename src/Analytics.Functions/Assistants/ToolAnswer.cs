using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Analytics.Functions.Assistants;

/// <summary>What a tool says.</summary>
/// <param name="IsGood">Whether it is an answer; else it says what is wrong.</param>
/// <param name="Text">JSON.</param>
internal sealed record ToolAnswer(bool IsGood, string Text)
{
    // The text becomes a string of JSON once more, and no page shows it: letters of any script stay as they are.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An answer of these members.</summary>
    public static ToolAnswer Of(Action<Utf8JsonWriter> writeMembers)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }

        return new ToolAnswer(true, Encoding.UTF8.GetString(buffer.WrittenSpan));
    }
}
