using Analytics.Engine.Accounts;
using System.Net;
using Amazon.DynamoDBv2.Model;
using Analytics.Engine;
using Analytics.Store.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.Functions.Tests.Collect;

/// <summary>The visitors that servers report, in every protocol that has fields for them.</summary>
public sealed class ReportedVisitorTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string Address = "198.51.100.77";
    private const string Agent = Some.Chrome + " CanaryBrowserToken/98765.4321";
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo);
        await _product.CreateSiteAsync("example.com");
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Fact]
    public async Task Neither_address_nor_agent_nor_a_visitors_name_is_stored_or_logged()
    {
        foreach (string? key in new[] { null, RunningProduct.Key })
        {
            await SendAsync("/api/event", new { n = "pageview", u = "https://example.com/", d = "example.com" }, key);
            await SendAsync("/api/send", new { type = "event", payload = new { website = "example.com", hostname = "example.com", url = "/", ip = Address, userAgent = Agent } }, key);
            await SendAsync("/api/send", new { type = "event", payload = new { website = "example.com", url = "http://[", ip = Address, userAgent = Agent } }, key);
            await SendAsync("/count?p=/", null, key);
            await SendAsync("/pixel.gif?site=example.com&url=/", null, key);
            await SendAsync("/collect", new { s = "example.com", sid = "CanarySession", e = "pageview", u = "https://example.com/" }, key);
            await SendAsync("/api/v2/track/example.com", new { type = "pageview", url = "/", visitorId = "CanarySession", userAgent = Agent }, key);
            await SendAsync("/pageview", new { anonymousId = "CanarySession", page = new { path = "/" }, context = new { ip = Address, userAgent = Agent } }, key);
        }

        await SendAsync("/api/v0/count?site=example.com", new { hits = new object[] { new { path = "/", ip = Address, user_agent = Agent }, new { path = "/", session = "CanarySession" } } }, RunningProduct.Key);

        var answer = await _product.QueryAsync(new { site_id = "example.com", metrics = new[] { "pageviews" }, date_range = "24h" });
        Assert.Equal("[16]", answer.GetProperty("results")[0].GetProperty("metrics").GetRawText());
        foreach (string table in new[] { _product.Tables.Events, _product.Tables.Salts })
        {
            string stored = string.Join('\n', (await _product.Dynamo.ScanAsync(new ScanRequest(table), default)).Items.SelectMany(i => i).Select(a => a.Key + RequestText.Attribute(a.Value)));
            AssertTellsNothing(stored);
            Assert.DoesNotContain(Convert.ToHexStringLower(IPAddress.Parse(Address).GetAddressBytes()), stored, StringComparison.Ordinal);
        }

        AssertTellsNothing(string.Join('\n', _product.Log));
    }

    [Fact]
    public async Task A_key_of_another_scope_is_refused_and_one_of_another_account_knows_no_such_site()
    {
        HttpResponseMessage made = await _product.Admin.PostAsync("/api/v2/keys", new StringContent("""{"name":"reader","scopes":["stats"]}"""));
        string reader = (await made.JsonAsync()).GetProperty("secret").GetString()!;

        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync("/api/send", new { type = "event", payload = new { website = "example.com", url = "/" } }, reader)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync("/api/event", new { n = "pageview", u = "https://example.com/", d = "example.com" }, reader)).StatusCode);

        (string others, _) = await _product.Services.GetRequiredService<AccountStore>().CreateKeyAsync("another-account", "theirs", Scopes.Ingest, default);
        Assert.Equal("unknown_site", (await SendAsync("/api/event", new { n = "pageview", u = "https://example.com/", d = "example.com" }, others)).DroppedFor());
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync("/api/send", new { type = "event", payload = new { website = "example.com", url = "/" } }, others)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync("/api/v2/track/example.com", new { type = "pageview", url = "/" }, others)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync("/api/v0/count?site=example.com", new { no_sessions = true, hits = new object[] { new { path = "/" } } }, others)).StatusCode);
        Assert.Empty(await _product.StoredAsync());
    }

    private static void AssertTellsNothing(string text)
    {
        foreach (string canary in new[] { Address, "CanaryBrowserToken", "CanarySession" })
        {
            Assert.DoesNotContain(canary, text, StringComparison.Ordinal);
        }
    }

    private Task<HttpResponseMessage> SendAsync(string path, object? body, string? key) => _product.SendAsync(path, body, userAgent: Agent, address: Address, key: key);
}
