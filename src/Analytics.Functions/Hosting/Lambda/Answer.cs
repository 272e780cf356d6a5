using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Analytics.Functions.Http;

namespace Analytics.Functions.Hosting.Lambda;

/// <summary>Answers in the forms that Lambda passes on to HTTP.</summary>
internal static class Answer
{
    /// <summary>The most bytes that an answer in one piece may have as JSON; Lambda's own limit is a hundred bytes higher.</summary>
    public const int MaxBytes = 6 * 1024 * 1024;

    // The relaxed encoder leaves quotes short (\" and not \u0022): answers are JSON mostly, and the limit counts what is sent.
    private static readonly JsonWriterOptions Short = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly Problem TooLarge = new(
        "The answer is too large",
        StatusCodes.Status413PayloadTooLarge,
        "Lambda passes on at most 6 MB at once. Narrow the question (a shorter range, filters), ask for it in pages with `limit`, or use the deployment's streaming front.");

    /// <summary>The whole answer; the problem that says so where it is too large.</summary>
    public static ReadOnlyMemory<byte> Whole(LambdaResponse response)
    {
        ReadOnlyMemory<byte> json = response.IsTooLarge ? default : Write(response, response.Kept);
        return response.IsTooLarge || json.Length > MaxBytes ? Whole(TooLarge) : json;
    }

    /// <summary>A problem as the whole answer, where the application has none.</summary>
    public static ReadOnlyMemory<byte> Whole(Problem problem) => Write(Head(problem), problem.ToJson());

    /// <summary>Status and headers of a problem that the application did not write.</summary>
    public static LambdaResponse Head(Problem problem)
    {
        var response = new LambdaResponse(isHead: false) { StatusCode = problem.Status };
        response.Headers.ContentType = "application/problem+json";
        response.Headers.AccessControlAllowOrigin = "*"; // it tells nothing, and a sender on another site's page shall see it
        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = "1";
        }

        SecurityHeaders.Apply(response.Headers, https: true, forOtherOrigins: true);
        return response;
    }

    /// <summary>What goes before a streamed body: status, headers and cookies, then eight NULs.</summary>
    public static byte[] Prelude(LambdaResponse response) => [.. Write(response, null).Span, 0, 0, 0, 0, 0, 0, 0, 0];

    private static ReadOnlyMemory<byte> Write(LambdaResponse response, ReadOnlyMemory<byte>? body)
    {
        var buffer = new ArrayBufferWriter<byte>(1024 + (body?.Length * 3 / 2 ?? 0));
        using (var json = new Utf8JsonWriter(buffer, Short))
        {
            json.WriteStartObject();
            json.WriteNumber("statusCode", response.StatusCode);
            json.WriteStartObject("headers");
            foreach ((string name, var values) in response.Headers)
            {
                if (!name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase))
                {
                    json.WriteString(name, string.Join(", ", values.AsEnumerable()));
                }
            }

            json.WriteEndObject();
            if (response.Headers.SetCookie.Count > 0)
            {
                json.WriteStartArray("cookies");
                foreach (string? cookie in response.Headers.SetCookie)
                {
                    json.WriteStringValue(cookie);
                }

                json.WriteEndArray();
            }

            if (body is { } bytes)
            {
                bool isText = string.IsNullOrEmpty(response.Headers.ContentEncoding) && IsText(response.Headers.ContentType) && Utf8.IsValid(bytes.Span);
                if (isText)
                {
                    json.WriteString("body", bytes.Span);
                }
                else
                {
                    json.WriteBase64String("body", bytes.Span);
                }

                json.WriteBoolean("isBase64Encoded", !isText);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static bool IsText(string? type) => type is null
        || type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
        || type.Contains("json", StringComparison.OrdinalIgnoreCase)
        || type.Contains("xml", StringComparison.OrdinalIgnoreCase);
}
