using System.Net.Http.Headers;
using System.Text;

namespace Analytics.Functions.Tests.Http;

/// <summary>Input that nobody means: whatever arrives is answered, and never as a fault of the server.</summary>
public sealed class HostileInputTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private static readonly string[] Texts =
    [
        "pageview", "engagement", "https://example.com/", "http://[::1]:99999/", "https://exa mple", "//x", "javascript:x", "https://\\u202e.com",
        "https://xn--a.com/%ff%fe%00", "android-app://x", "\\ud800", "\\u0000", "example.com", "{\\\"a\\\":1}", "[[", "-1", "1e999", "null", " ", "",
        "https://example.com/?q=%ED%A0%80&utm_source=%00&utm_source=%F0%9F", "https://user:pw@example.com:1/", "https://[fe80::1%25eth0]/",
        "https://例え.テスト/", "mailto:a@b", "file:///etc/passwd", "day", "7d", "visitors", "event:page", "is", "contains", "and", "not",
    ];

    private static readonly string[] Names =
    [
        "n", "name", "u", "url", "d", "domain", "r", "referrer", "p", "props", "m", "h", "i", "$", "revenue", "e", "sd", "id", "a", "w", "tz", "l",
        "timestamp", "visitor", "ip", "userAgent", "userId", "engagement", "screen", "country", "currency", "amount",
        "type", "payload", "hostname", "data", "title", "tag", "timestamp", "website", "lcp", "path", "query", "size", "location", "created_at", "session",
        "cache", "page", "context", "campaign", "properties", "site",
        "metrics", "date_range", "dimensions", "filters", "order_by", "include", "pagination", "limit", "time_labels", "\\ud800", "\\u0000",
    ];

    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo);
        await _product.CreateSiteAsync("example.com", settings: new { checkHostnames = false, keptQueryParameters = new[] { "q" } });
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Theory]
    [InlineData("/api/event", """{"n":"pageview","u":"https://example.com/","d":"example.com",FUZZ}""", 1200)]
    [InlineData("/v1/ingest/batch", """{"site":"example.com","events":[{"url":"https://example.com/",FUZZ}]}""", 600)]
    [InlineData("/v1/ingest/event", """{"site":"example.com","name":"x","url":"https://example.com/",FUZZ}""", 300)]
    [InlineData("/v1/ingest/session", """{"site":"example.com","visitor":{"id":"a",FUZZ},"events":[{"url":"https://example.com/",FUZZ}]}""", 300)]
    [InlineData("/v1/ingest/logs?site=example.com", """{"date":"2026-03-10","time":"11:00:00","cs-method":"GET","cs-uri-stem":"/","sc-status":200,FUZZ}""", 300)]
    [InlineData("/api/v2/query", """{"site_id":"example.com","metrics":["visitors"],"date_range":"day",FUZZ}""", 600)]
    [InlineData("/api/v2/sites", """{"name":"x",FUZZ}""", 200)]
    [InlineData("/api/send", """{"type":"event","payload":{"website":"example.com",FUZZ}}""", 400)]
    [InlineData("/api/batch", """[{"type":"performance","payload":{"website":"example.com",FUZZ}},{"type":"event",FUZZ}]""", 200)]
    [InlineData("/api/v0/count", """{"no_sessions":true,"hits":[{"path":"/",FUZZ}]}""", 300)]
    [InlineData("/api/v2/track/example.com", """{"events":[{"type":"event","name":"x",FUZZ}]}""", 300)]
    [InlineData("/collect", """{"s":"example.com","e":"event","u":"https://example.com/",FUZZ}""", 300)]
    [InlineData("/track", """{"anonymousId":"a","event":{"name":"x",FUZZ},"context":{FUZZ},FUZZ}""", 300)]
    [InlineData("/pageview", """{"anonymousId":"a","page":{"path":"/",FUZZ},FUZZ}""", 200)]
    public async Task Whatever_arrives_is_answered_and_never_as_a_fault_of_the_server(string path, string frame, int count)
    {
        for (int seed = 0; seed < count; seed++)
        {
            var random = new Random(seed);
            byte[] body = Encoding.UTF8.GetBytes(frame.Replace("FUZZ", Members(random, 0), StringComparison.Ordinal));
            for (int i = random.Next(-6, 4); i > 0; i--)
            {
                body[random.Next(body.Length)] = (byte)random.Next(256);
            }

            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
            if (seed % 2 == 0 || path is "/v1/ingest/batch" or "/api/v0/count" or "/api/v2/query" or "/api/v2/sites")
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", RunningProduct.Key); // a public route hears more with it
            }

            request.Headers.TryAddWithoutValidation("User-Agent", random.Next(5) == 0 ? new string((char)random.Next(33, 126), random.Next(600)) : Some.Chrome);
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", random.Next(3) switch { 0 => "garbage, %00", 1 => "2001:db8::1", _ => "203.0.113." + random.Next(256) });
            HttpResponseMessage response = await _product.Anonymous.SendAsync(request);

            Assert.True((int)response.StatusCode < 500, $"seed {seed} is answered {(int)response.StatusCode}: {Encoding.UTF8.GetString(body)}\n{string.Join('\n', _product.Log.TakeLast(2))}");
        }
    }

    [Theory]
    [InlineData("/count?p=/")]
    [InlineData("/pixel.gif?site=example.com")]
    [InlineData("/collect?sid=example.com&h=https://example.com&p=/")]
    public async Task Whatever_an_image_is_asked_for_with_is_answered(string path)
    {
        string[] names = ["p", "r", "t", "e", "s", "b", "q", "url", "site", "referrer", "title", "h", "us", "sid"];
        for (int seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            string query = string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ =>
                $"&{names[random.Next(names.Length)]}={(random.Next(2) == 0 ? Uri.EscapeDataString(Texts[random.Next(Texts.Length)]) : random.Next(3) == 0 ? "%ff%00%ed%a0" : new string('x', random.Next(2500)))}"));
            using var request = new HttpRequestMessage(HttpMethod.Get, path + query);
            request.Headers.TryAddWithoutValidation("User-Agent", Some.Chrome);
            request.Headers.TryAddWithoutValidation("Referer", Texts[random.Next(4)] + query.Length);
            HttpResponseMessage response = await _product.Anonymous.SendAsync(request);

            Assert.True((int)response.StatusCode < 500, $"seed {seed} is answered {(int)response.StatusCode}: {path + query}\n{string.Join('\n', _product.Log.TakeLast(2))}");
        }
    }

    private static string Members(Random random, int depth) =>
        string.Join(',', Enumerable.Range(0, random.Next(1, 5)).Select(_ => $"\"{Names[random.Next(Names.Length)]}\":{Value(random, depth + 1)}"));

    private static string Value(Random random, int depth) => (random.Next(10), depth) switch
    {
        ( < 5, _) => $"\"{Texts[random.Next(Texts.Length)]}\"",
        (5, _) => new[] { "0", "1", "-1", "1e308", "255", "9223372036854775808", "3.5", "true", "false", "null" }[random.Next(10)],
        (6 or 7, < 5) => "{" + Members(random, depth) + "}",
        (8, < 5) => "[" + string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth + 1))) + "]",
        _ => "\"" + new string('x', random.Next(3000)) + "\"",
    };
}
