using System.Net;
using System.Text;
using System.Text.Json;
using Analytics.Functions.Http;
using Microsoft.Extensions.Primitives;

namespace Analytics.Functions.Hosting.Lambda;

/// <summary>
/// Reads the events that functions are called with: requests by HTTP in payload format 2.0, of an HTTP API or a Function URL alike, and
/// the constant inputs of schedules, each of which is a POST to an internal route.
/// </summary>
internal static class LambdaEvents
{
    /// <summary>The request; null where an event of HTTP holds what can be no request (a path without a slash, a body that is not base64, half a surrogate pair).</summary>
    /// <exception cref="InvocationException">The event is of another kind.</exception>
    public static LambdaRequest? Read(ReadOnlyMemory<byte> payload)
    {
        using JsonDocument json = Parse(payload);
        JsonElement root = json.RootElement;
        if (root.ValueKind == JsonValueKind.Object
            && Member(root, "requestContext", JsonValueKind.Object) is { } context
            && Member(context, "http", JsonValueKind.Object) is { } http)
        {
            try
            {
                return ReadHttp(root, context, http);
            }
            catch (InvalidOperationException)
            {
                return null; // half a surrogate pair, which is no text
            }
        }

        // Compared with what HTTP can bring only after that was ruled out: a request's own words stand below "body" and "headers".
        return root.ValueKind == JsonValueKind.Object && Text(root, "analytics") is "maintain"
            ? Internal("/internal/maintain")
            : throw InvocationException.UnknownEvent();
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> payload)
    {
        try
        {
            return JsonDocument.Parse(payload);
        }
        catch (JsonException)
        {
            throw InvocationException.UnknownEvent();
        }
    }

    private static LambdaRequest Internal(string path) => new()
    {
        IsInternal = true,
        Protocol = "HTTP/1.1",
        Scheme = "https",
        Method = HttpMethods.Post,
        Path = path,
        RawTarget = path,
    };

    private static LambdaRequest? ReadHttp(JsonElement root, JsonElement context, JsonElement http)
    {
        string rawPath = Text(root, "rawPath") ?? "/", rawQuery = Text(root, "rawQueryString") ?? "";
        string query = rawQuery.Length > 0 ? "?" + rawQuery : "";
        if (RequestPath.Decode(rawPath) is not { } path || Text(http, "method") is not { Length: > 0 } method || ReadBody(root) is not { } body)
        {
            return null;
        }

        var request = new LambdaRequest
        {
            Protocol = "HTTP/1.1",
            Scheme = "https", // neither front answers otherwise
            Method = method,
            RawTarget = rawPath + query,
            Path = path,
            QueryString = query,
            Peer = AddressText.TryParse(Text(http, "sourceIp"), out IPAddress? peer) ? peer : null,
        };
        ReadHeaders(root, request.Headers);
        if (request.Headers.Host.Count == 0 && Text(context, "domainName") is { } host)
        {
            request.Headers.Host = host;
        }

        if (body.Length > 0)
        {
            request.Body = new MemoryStream(body, writable: false);
        }

        // The event holds the whole body: its length is known, whatever a header says.
        request.Headers.ContentLength = body.Length > 0 || request.Headers.ContentLength is not null ? body.Length : null;
        _ = request.Headers.Remove("Transfer-Encoding");
        return request;
    }

    private static void ReadHeaders(JsonElement root, IHeaderDictionary headers)
    {
        if (Member(root, "headers", JsonValueKind.Object) is { } told)
        {
            foreach (JsonProperty header in told.EnumerateObject())
            {
                // Several of one name come as one, divided by commas; the same name twice in other letters is somebody playing.
                if (header.Value.ValueKind == JsonValueKind.String && header.Value.GetString() is { } value && header.Name.Length > 0)
                {
                    headers[header.Name] = StringValues.Concat(headers[header.Name], value);
                }
            }
        }

        if (Member(root, "cookies", JsonValueKind.Array) is { } cookies)
        {
            headers.Cookie = string.Join("; ", cookies.EnumerateArray().Where(c => c.ValueKind == JsonValueKind.String).Select(c => c.GetString()));
        }
    }

    // Empty where there is none, null where it cannot be read.
    private static byte[]? ReadBody(JsonElement root)
    {
        if (Member(root, "body", JsonValueKind.String) is not { } body)
        {
            return [];
        }

        if (!root.TryGetProperty("isBase64Encoded", out JsonElement encoded) || encoded.ValueKind != JsonValueKind.True)
        {
            return Encoding.UTF8.GetBytes(body.GetString()!);
        }

        return body.TryGetBytesFromBase64(out byte[]? bytes) ? bytes : null;
    }

    private static JsonElement? Member(JsonElement parent, string name, JsonValueKind kind) =>
        parent.TryGetProperty(name, out JsonElement member) && member.ValueKind == kind ? member : null;

    private static string? Text(JsonElement parent, string name) => Member(parent, name, JsonValueKind.String)?.GetString();
}
