using System.Text.Json;

namespace Analytics.Functions.Collect;

/// <summary>The refusal of protocols whose errors are one sentence: <c>{"error":"page.path must be sent"}</c>.</summary>
internal static class ErrorAnswer
{
    public static Task SendAsync(HttpContext context, int status, string problem)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync($$"""{"error":"{{JsonEncodedText.Encode(problem)}}"}""", context.RequestAborted);
    }
}
