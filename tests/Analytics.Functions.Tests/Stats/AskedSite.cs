using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Analytics.Functions.Tests.Stats;

/// <summary>A site of the running product, with identification on, its events told as a table, and questions at its address.</summary>
internal sealed class AskedSite : IAsyncDisposable
{
    private readonly DateOnly _today = DateOnly.FromDateTime(DateTime.UtcNow);
    private readonly RunningProduct _product;
    private readonly string _id;
    private HttpClient _client;

    private AskedSite(RunningProduct product, string id) => (_product, _id, _client) = (product, id, product.Admin);

    public static async Task<AskedSite> StartAsync(LocalDynamo dynamo)
    {
        RunningProduct product = await RunningProduct.StartAsync(dynamo);
        _ = await product.CreateSiteAsync("other.com");
        return new AskedSite(product, await product.CreateSiteAsync("example.com", settings: new { identification = true }));
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    /// <summary>The date so many days from today, as questions name it.</summary>
    public string Date(int days) => _today.AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The whole days up to yesterday, as the member of a question.</summary>
    public string Days(int first) => $"\"date_range\":[\"{Date(first)}\",\"{Date(-1)}\"]";

    /// <summary>
    /// Records events, one a line: the day counted from today, the time, the visitor, and who that is known to be after <c>=</c>; then a
    /// path or, after a star, a name; then the referring page.
    /// </summary>
    public async Task HappensAsync(string told)
    {
        object[] events = [.. told.Split('\n').Select(line => line.Trim().Split(' ')).Select(words => new
        {
            timestamp = $"{Date(int.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture))}T{words[1]}:00Z",
            visitor = new { id = words[2].Split('=')[0] },
            userId = words[2].Split('=') is [_, string user] ? user : null,
            name = words[3][0] == '*' ? words[3][1..] : "pageview",
            url = "https://example.com" + (words[3][0] == '*' ? "/" : words[3]),
            referrer = words.Length > 4 ? words[4] : null,
        })];
        HttpResponseMessage response = await _product.Admin.PostAsJsonAsync("/v1/ingest/batch", new { site = "example.com", events });
        using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(events.Length, answer.RootElement.GetProperty("accepted").GetInt32());
    }

    /// <summary>From now on with a key of these scopes only.</summary>
    public async Task ScopeToAsync(params string[] scopes)
    {
        HttpResponseMessage made = await _product.Admin.PostAsJsonAsync("/api/v2/keys", new { name = "Some", scopes });
        using JsonDocument key = JsonDocument.Parse(await made.Content.ReadAsStringAsync());
        _client = _product.Anonymous;
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.RootElement.GetProperty("secret").GetString());
    }

    /// <summary>Sends to the address of the site, or of another one.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Json)> SendAsync(HttpMethod method, string path, string? body = null, string? site = null)
    {
        using var request = new HttpRequestMessage(method, $"/api/v2/sites/{site ?? _id}/{path}") { Content = body is null ? null : new StringContent(body) };
        using HttpResponseMessage response = await _client.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    /// <summary>The answer to a question.</summary>
    public async Task<JsonElement> AskAsync(string path, string question)
    {
        (HttpStatusCode status, JsonElement json) = await SendAsync(HttpMethod.Post, path, question);
        return status == HttpStatusCode.OK ? json : throw new Xunit.Sdk.XunitException($"{(int)status}: {json}");
    }

    /// <summary>The fields in which something that was sent has faults, sorted.</summary>
    public async Task<string> FaultsAsync(HttpMethod method, string path, string? body = null)
    {
        (HttpStatusCode status, JsonElement problem) = await SendAsync(method, path, body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        return string.Join(' ', problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
    }
}
