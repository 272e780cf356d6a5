using System.Net;
using System.Text.Json;

namespace Analytics.Functions.Tests.Collect;

/// <summary>What senders say about a device and how it is set up is a dimension where a protocol has a field for it, and nowhere else.</summary>
public sealed class ClientDetailTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private static readonly string[] Dimensions = ["visit:device_manufacturer", "visit:device_model", "visit:screen_density", "visit:locale", "visit:timezone", "visit:language"];
    private const string Nothing = "(not set)|(not set)|(not set)|(not set)|(not set)|";
    private readonly ManualClock _clock = new(Some.Noon);
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo, _clock);
        await _product.CreateSiteAsync("example.com");
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    private async Task<string> ToldAsync()
    {
        JsonElement answer = await _product.QueryAsync(new { site_id = "example.com", metrics = new[] { "events" }, date_range = "24h", dimensions = Dimensions });
        return string.Join('\n', answer.GetProperty("results").EnumerateArray().Select(row => string.Join('|', row.GetProperty("dimensions").EnumerateArray().Select(d => d.GetString()))));
    }

    public static TheoryData<string, string, string> Protocols => new()
    {
        { "/pageview", """{"anonymousId":"","page":{"path":"/"},"site":"example.com","context":{"device":{"manufacturer":"Samsung","model":"SM-S911B"},"screen":{"width":360,"height":780,"density":2.625},"locale":"et-EE","timezone":"Europe/Tallinn"}}""", "Samsung|SM-S911B|2.63|et-EE|Europe/Tallinn|et" },
        { "/track", """{"anonymousId":"","event":{"name":"Signup"},"site":"example.com","context":{"screen":{"density":"2"},"locale":"sr-latn-rs"}}""", "(not set)|(not set)|2|sr-Latn-RS|(not set)|sr" },
        { "/api/v2/track/example.com", """{"type":"pageview","url":"/","language":"et-EE","timezone":"Europe/Tallinn","screen":"1920x1080"}""", "(not set)|(not set)|(not set)|et-EE|Europe/Tallinn|et" },
        { "/api/send", """{"type":"event","payload":{"website":"example.com","hostname":"example.com","url":"/","language":"en-GB","screen":"1920x1080"}}""", "(not set)|(not set)|(not set)|en-GB|(not set)|en" },
        { "/v1/ingest/pageview", """{"site":"example.com","url":"https://example.com/","visitor":{"id":"a"},"language":"et-EE","timezone":"Europe/Tallinn","device":{"manufacturer":"Samsung","model":"SM-S911B"},"screen":{"width":360,"height":780,"density":2.625}}""", "Samsung|SM-S911B|2.63|et-EE|Europe/Tallinn|et" },
        { "/v1/ingest/session", """{"site":"example.com","visitor":{"id":"a"},"language":"et","timezone":"UTC","device":{"model":"SM-S911B"},"events":[{"url":"https://example.com/"}]}""", "(not set)|SM-S911B|(not set)|et|UTC|et" },
        { "/v1/ingest/pageview", """{"site":"example.com","url":"https://example.com/","visitor":{"id":"a"},"language":"et-EE,et;q=0.9"}""", Nothing + "et" }, // a browser's header: what it prefers, not what it is set to
        { "/api/event", """{"n":"pageview","u":"https://example.com/","d":"example.com","l":"et-EE","tz":"Europe/Tallinn","w":360}""", Nothing + "et" },
        { "/collect", """{"s":"example.com","e":"pageview","u":"https://example.com/"}""", Nothing + "(not set)" },
    };

    [Theory, MemberData(nameof(Protocols))]
    public async Task What_a_protocol_tells_is_a_dimension(string path, string body, string expected)
    {
        HttpResponseMessage response = await _product.SendAsync(path, body, key: path.StartsWith("/v1/", StringComparison.Ordinal) ? RunningProduct.Key : null);

        Assert.True(response.IsSuccessStatusCode, await response.TextAsync());
        Assert.False(response.Headers.Contains("x-analytics-ignored"));
        Assert.Equal(expected, await ToldAsync());
        await _product.MaintainAsync();
        Assert.Equal(expected, await ToldAsync());
    }

    [Theory]
    [InlineData("/pageview", """{"anonymousId":"","page":{"path":"/"},"site":"example.com","context":{"device":{"type":"mobile","manufacturer":"<b>","model":""},"screen":{"density":11},"locale":"english","timezone":"Mars/Olympus"}}""", "context.device.type,context.device.manufacturer,context.screen.density,context.locale,context.timezone")]
    [InlineData("/api/v2/track/example.com", """{"type":"pageview","url":"/","language":"<et>","timezone":"../../etc/passwd"}""", "language,timezone")]
    [InlineData("/api/send", """{"type":"event","payload":{"website":"example.com","hostname":"example.com","url":"/","language":"ann@example.com"}}""", "payload.language")]
    [InlineData("/v1/ingest/pageview", """{"site":"example.com","url":"https://example.com/","visitor":{"id":"a"},"language":"english","timezone":"FLE Standard Time"}""", "timezone,language")]
    [InlineData("/v1/ingest/batch", """{"site":"example.com","events":[{"url":"https://example.com/","visitor":{"id":"a"},"timezone":"Mars/Olympus"}]}""", "events[0].timezone")]
    [InlineData("/v1/ingest/session", """{"site":"example.com","visitor":{"id":"a"},"timezone":"Mars/Olympus","events":[{"url":"https://example.com/"}]}""", "timezone")]
    public async Task What_is_none_of_it_is_left_out_and_named_and_the_event_counts(string path, string body, string named)
    {
        HttpResponseMessage response = await _product.SendAsync(path, body, key: path.StartsWith("/v1/", StringComparison.Ordinal) ? RunningProduct.Key : null);

        Assert.True(response.IsSuccessStatusCode, await response.TextAsync());
        Assert.Equal(named, string.Join(',', response.Headers.GetValues("x-analytics-ignored")));
        Assert.Equal(Nothing + "(not set)", await ToldAsync());
    }

    [Fact]
    public async Task New_fields_of_servers_are_refused_where_they_are_wrong()
    {
        HttpResponseMessage response = await _product.SendAsync(
            "/v1/ingest/pageview",
            """{"site":"example.com","url":"https://example.com/","visitor":{"id":"a"},"device":{"manufacturer":"<b>","model":7,"os":"x"},"screen":{"density":0}}""",
            key: RunningProduct.Key);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(
            ["device.manufacturer", "device.model", "device.os", "screen.density"],
            (await response.JsonAsync()).GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_export_takes_them_along_and_an_import_brings_them_back()
    {
        (string path, string body, string expected) = ("/pageview", (string)Protocols.First().Data.Item2, "Samsung|SM-S911B|2.63|et-EE|Europe/Tallinn|et");
        await _product.SendAsync(path, body);
        _clock.Advance(TimeSpan.FromMinutes(15)); // what came just now is not exported yet
        string table = await _product.Admin.GetStringAsync("/api/v2/sites/example.com/export?from=2026-03-10&to=2026-03-10&format=csv");
        string lines = await _product.Admin.GetStringAsync("/api/v2/sites/example.com/export?from=2026-03-10&to=2026-03-10");
        HttpResponseMessage deleted = await _product.Admin.DeleteAsync("/api/v2/sites/example.com");
        Assert.True(deleted.IsSuccessStatusCode);
        await _product.CreateSiteAsync("example.org");
        HttpResponseMessage imported = await _product.Admin.PostAsync("/v1/ingest/import?site=example.org", new StringContent(lines));

        Assert.True(imported.IsSuccessStatusCode, await imported.TextAsync());
        Assert.EndsWith(",et-EE,Europe/Tallinn,Samsung,SM-S911B,2.63,,", table.TrimEnd(), StringComparison.Ordinal);
        JsonElement answer = await _product.QueryAsync(new { site_id = "example.org", metrics = new[] { "events" }, date_range = "24h", dimensions = Dimensions });
        Assert.Equal(expected, string.Join('|', answer.GetProperty("results")[0].GetProperty("dimensions").EnumerateArray().Select(d => d.GetString())));
        HttpResponseMessage wrong = await _product.Admin.PostAsync("/v1/ingest/import?site=example.org", new StringContent("""{"id":"x1","time":"2026-01-01T00:00:00Z","hostname":"example.org","path":"/","screenDensity":"11","timezone":"Mars"}"""));
        Assert.Contains("screenDensity", await wrong.TextAsync(), StringComparison.Ordinal);
    }
}
