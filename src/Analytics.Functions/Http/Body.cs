using System.Buffers;
using System.Text.Json;
using Analytics.Functions.Wire;

namespace Analytics.Functions.Http;

/// <summary>Reads a request's body within a limit, before anything of it is believed.</summary>
internal static class Body
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 12, AllowDuplicateProperties = false };

    /// <summary>The bytes; null where there are more than the limit.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, int limit, CancellationToken cancellation)
    {
        if (request.ContentLength > limit)
        {
            return null;
        }

        var buffer = new ArrayBufferWriter<byte>((int)Math.Clamp(request.ContentLength ?? 1024, 256, limit));
        while (true)
        {
            Memory<byte> free = buffer.GetMemory(1024);
            int read = await request.Body.ReadAsync(free, cancellation);
            if (read == 0)
            {
                return buffer.WrittenMemory;
            }

            buffer.Advance(read);
            if (buffer.WrittenCount > limit)
            {
                return null;
            }
        }
    }

    /// <summary>The body as a JSON object, or the problem to answer with.</summary>
    public static async Task<OrProblem<JsonDocument>> ReadJsonAsync(HttpRequest request, int limit, CancellationToken cancellation)
    {
        if (await ReadAsync(request, limit, cancellation) is not { } bytes)
        {
            return Problem.TooLarge(limit);
        }

        return TryParse(bytes) is { } json ? json : Problem.Invalid("body", "must be a JSON object of readable text, each name once");
    }

    /// <summary>What follows a byte order mark, which some clients write before UTF-8.</summary>
    public static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> bytes) => bytes.Span is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..] : bytes;

    /// <summary>Null where the bytes are no JSON object, or no list where that is the <paramref name="kind"/> asked for.</summary>
    public static JsonDocument? TryParse(ReadOnlyMemory<byte> bytes, JsonValueKind kind = JsonValueKind.Object)
    {
        try
        {
            JsonDocument json = JsonDocument.Parse(WithoutMark(bytes), Strict);
            if (json.RootElement.ValueKind == kind && ReadableJson.IsReadable(json.RootElement))
            {
                return json;
            }

            json.Dispose();
            return null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // The latter where a name holds half a surrogate pair, which is no text and cannot be compared with the other names.
            return null;
        }
    }
}
