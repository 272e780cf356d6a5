using Analytics.Functions.Http;
using Analytics.Store.Inputs;
using System.Text;
using System.Text.Json;

namespace Analytics.Testing.Lambda;

/// <summary>What a function gave for an invocation.</summary>
/// <param name="Body">JSON; of a streamed answer what follows its head.</param>
/// <param name="ErrorType">Why it failed; null where it did not.</param>
public sealed record LambdaResult(byte[] Body, string? ErrorType = null)
{
    /// <summary>Status and headers of a streamed answer; null where it came in one piece.</summary>
    public byte[]? Prelude { get; init; }

    /// <summary>What the trailers of a streamed answer that broke off tell; null where it did not.</summary>
    public string? ErrorBody { get; init; }

    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>As HTTP shows it: status, headers and cookies, body; 502 where the invocation failed.</summary>
    public (int Status, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body) ToHttp()
    {
        if (ErrorType is not null && Prelude is null)
        {
            return (502, [("Content-Type", "application/json")], """{"message":"Internal Server Error"}"""u8.ToArray());
        }

        using var json = JsonDocument.Parse(Prelude ?? Body);
        JsonElement root = json.RootElement;
        List<(string, string)> headers = [.. root.GetProperty("headers").EnumerateObject().Select(h => (h.Name, h.Value.GetString()!))];
        if (root.TryGetProperty("cookies", out JsonElement cookies))
        {
            headers.AddRange(cookies.EnumerateArray().Select(c => ("Set-Cookie", c.GetString()!)));
        }

        byte[] body = Prelude is not null ? Body
            : root.GetProperty("isBase64Encoded").GetBoolean() ? root.GetProperty("body").GetBytesFromBase64()
            : Encoding.UTF8.GetBytes(root.GetProperty("body").GetString()!);
        return (root.GetProperty("statusCode").GetInt32(), headers, body);
    }
}
