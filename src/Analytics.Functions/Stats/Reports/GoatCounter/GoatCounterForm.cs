using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Analytics.Functions.Http;

namespace Analytics.Functions.Stats.Reports.GoatCounter;

/// <summary>What GoatCounter's clients expect of every answer: how refusals are written, where a key may lie, that things have numbers.</summary>
internal static class GoatCounterForm
{
    /// <summary><c>{"errors": {"field": ["text"]}}</c> where parameters are at fault, else <c>{"error": "text"}</c>.</summary>
    public static RefusalForm Refusals { get; } = new((writer, problem) =>
    {
        if (problem.Errors is not { } errors || errors.ContainsKey(""))
        {
            RefusalForm.ErrorText.Write(writer, problem);
            return;
        }

        writer.WriteStartObject();
        writer.WriteStartObject("errors");
        foreach ((string field, string[] texts) in errors)
        {
            writer.WriteStartArray(field);
            foreach (string text in texts)
            {
                writer.WriteStringValue(text);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    /// <summary>The key as the password of Basic authentication, of any user; null where there is none.</summary>
    public static string? Password(HttpRequest request)
    {
        string? header = request.Headers.Authorization;
        if (header is not { Length: > 6 and <= 700 } || !header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        byte[] text = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[6..].Trim(), text, out int length))
        {
            return null;
        }

        string credentials = Encoding.UTF8.GetString(text, 0, length);
        return credentials[(credentials.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }

    /// <summary>A number for what has a name here and a number there: always the same, at most 53 bits, so that JavaScript reads it exactly.</summary>
    public static long NumberOf(string name) =>
        (long)(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name))) >> 11);
}
