using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;

namespace Analytics.Functions.Tests.Collect;

/// <summary>Sends as a browser or a server does, in any protocol, and looks what is stored of it.</summary>
internal static class ForeignSender
{
    public static async Task<HttpResponseMessage> SendAsync(
        this RunningProduct product,
        string path,
        object? body = null,
        string? origin = "https://example.com",
        string userAgent = Some.Chrome,
        string address = "203.0.113.5",
        string? key = null,
        HttpMethod? method = null,
        string? header = null)
    {
        using var request = new HttpRequestMessage(method ?? (body is null ? HttpMethod.Get : HttpMethod.Post), path);
        if (body is not null)
        {
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        }

        request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", address);
        if (origin is not null)
        {
            request.Headers.TryAddWithoutValidation("Referer", origin + "/");
        }

        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation(header.Split(':', 2)[0], header.Split(':', 2)[1]);
        }

        return await product.Anonymous.SendAsync(request);
    }

    /// <summary>Everything that is stored, as <c>name path {props}</c>, and the rest as items.</summary>
    public static async Task<List<Dictionary<string, AttributeValue>>> StoredAsync(this RunningProduct product) =>
        [.. ((await product.Dynamo.ScanAsync(new ScanRequest(product.Tables.Events), default)).Items ?? []).Where(i => i["pk"].S.Contains("#RAW#", StringComparison.Ordinal))];

    public static string NameOf(this Dictionary<string, AttributeValue> item) => item.TryGetValue("n", out AttributeValue? name) ? name.S : "pageview";

    public static JsonElement PackOf(this Dictionary<string, AttributeValue> item) =>
        item.TryGetValue("x", out AttributeValue? pack) ? JsonDocument.Parse(pack.S).RootElement : JsonDocument.Parse("{}").RootElement;

    public static string? DroppedFor(this HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-analytics-dropped", out IEnumerable<string>? reasons) ? reasons.Single() : null;

    public static async Task<string> TextAsync(this HttpResponseMessage response) => await response.Content.ReadAsStringAsync();

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response) => JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
}
