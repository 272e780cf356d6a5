using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Analytics.Functions.Callers;
using Analytics.Store.Accounts;

namespace Analytics.Functions.Tests.Http;

/// <summary>The edges of the API: methods that an address does not take, addresses that are none, compression, requests that one key may make.</summary>
public sealed class EdgeTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo, settings: new Dictionary<string, string> { ["ANALYTICS_REQUESTS_PER_MINUTE"] = "30" });
        _ = await _product.CreateSiteAsync("example.com");
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Theory]
    [InlineData("DELETE", "/api/v2/query", "GET, POST")]
    [InlineData("PUT", "/api/v2/sites/example.com/stats", "GET")]
    [InlineData("GET", "/v1/ingest/batch", "POST")]
    public async Task A_method_that_an_address_does_not_take_is_answered_with_those_that_it_takes(string method, string address, string allowed)
    {
        HttpResponseMessage response = await _product.Anonymous.SendAsync(new HttpRequestMessage(new HttpMethod(method), address));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(allowed, string.Join(", ", response.Content.Headers.Allow.Order(StringComparer.Ordinal)));
        JsonElement problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.StartsWith("It takes ", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v3/nothing")]
    [InlineData("/api/v2/sites/example.com/nothing")]
    [InlineData("/internal/maintain")]
    public async Task An_address_that_is_none_is_answered_with_words(string address)
    {
        HttpResponseMessage response = await _product.Anonymous.PostAsync(address, null);

        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("docs/http-api.md", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Answers_are_compressed_for_clients_that_take_it(string encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v2/sites");
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", RunningProduct.Key);
        HttpResponseMessage response = await _product.Anonymous.SendAsync(request);

        Assert.Equal([encoding], response.Content.Headers.ContentEncoding);
        Stream body = await response.Content.ReadAsStreamAsync();
        using Stream plain = encoding == "br" ? new BrotliStream(body, CompressionMode.Decompress) : new GZipStream(body, CompressionMode.Decompress);
        Assert.Contains("example.com", (await JsonDocument.ParseAsync(plain)).RootElement.GetRawText(), StringComparison.Ordinal);
        Assert.Empty((await _product.Admin.GetAsync("/api/v2/sites")).Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task A_key_may_ask_so_often_and_is_told_what_is_left()
    {
        List<HttpResponseMessage> answers = [];
        for (int i = 0; i < 40; i++)
        {
            answers.Add(await _product.Admin.GetAsync("/api/v2/sites"));
        }

        Assert.Equal("30", answers[0].Headers.GetValues("RateLimit-Limit").Single());
        Assert.True(int.Parse(answers[0].Headers.GetValues("RateLimit-Remaining").Single(), System.Globalization.CultureInfo.InvariantCulture) is > 0 and < 30);
        HttpResponseMessage refused = answers.First(a => a.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.Equal("2", refused.Headers.GetValues("Retry-After").Single());
        Assert.Contains("/api/v2/queries", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        // Another key is another key, whatever it is called.
        Assert.NotEqual(
            new Caller("default", Scopes.Stats, Program: "Board") { KeyHash = "a" }.Identity,
            new Caller("default", Scopes.Stats, Program: "Board") { KeyHash = "b" }.Identity);

        // Ingesting and people have limits of their own.
        HttpResponseMessage batch = await _product.Admin.PostAsJsonAsync("/v1/ingest/batch", new { site = "example.com", events = new[] { new { url = "https://example.com/", visitor = new { id = "a" } } } });
        Assert.Equal(HttpStatusCode.OK, batch.StatusCode);
        HttpResponseMessage signedIn = await _product.Anonymous.PostAsJsonAsync("/api/v2/login", new { email = RunningProduct.Email, password = RunningProduct.Password });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v2/sites");
        request.Headers.Add("Cookie", signedIn.Headers.GetValues("Set-Cookie").First().Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, (await _product.Anonymous.SendAsync(request)).StatusCode);
    }
}
