using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Analytics.Functions.Tests.Stats.Reports.Plausible;

/// <summary>A small world at noon of 10 March 2026, asked by the addresses of Plausible's clients.</summary>
public sealed class PlausibleWorld(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string Table = """
        03-02 10:00 ann / from=https://www.google.com/ in=EE
        03-02 10:01 ann /pricing
        03-02 10:05 ann *Signup plan=pro
        03-03 09:00 bob /blog/a from=https://www.bing.com/ in=FI
        03-09 23:30 cid / in=EE
        03-09 23:40 cid /pricing
        03-09 23:40 cid *engagement at=/pricing read=30000
        03-09 23:41 cid *Signup plan=free|trial
        03-10 08:00 dan /blog/b from=https://www.google.com/ tag=spring
        03-10 08:10 dan *Signup plan=pro
        03-10 09:00 eve /blog/b?utm_source=spring in=FI
        """;

    public RunningProduct Product { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Product = await RunningProduct.StartAsync(dynamo, new ManualClock(Some.Noon));
        await AddSiteAsync("example.com", "UTC");
        await AddSiteAsync("tallinn.example", "Europe/Tallinn");
    }

    public ValueTask DisposeAsync() => Product.DisposeAsync();

    /// <summary>What an address of the Stats API v1 answers about the site; blanks in the query are encoded here.</summary>
    public async Task<string> GetAsync(string path, string query = "", string site = "example.com")
    {
        string parameters = string.Concat(query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2)).Select(part => $"&{part[0]}={Uri.EscapeDataString(part[1])}"));
        return await ReadAsync($"/api/v1/stats/{path}?site_id={site}{parameters}");
    }

    /// <summary>The status, where it is not 200, and the body.</summary>
    public async Task<string> ReadAsync(string address, HttpClient? client = null)
    {
        using HttpResponseMessage response = await (client ?? Product.Admin).GetAsync(address);
        Assert.StartsWith("application/json", response.Content.Headers.ContentType?.ToString(), StringComparison.Ordinal);
        string text = await response.Content.ReadAsStringAsync();
        return response.StatusCode == HttpStatusCode.OK ? text : $"{(int)response.StatusCode} {JsonDocument.Parse(text).RootElement.GetProperty("error").GetString()}";
    }

    /// <summary>The visitors of the three weeks up to now for whom the filters hold.</summary>
    public Task<string> VisitorsAsync(string filters) => GetAsync("aggregate", $"period=custom&date=2026-03-01,2026-03-10&filters={filters}");

    private async Task AddSiteAsync(string domain, string zone)
    {
        _ = await Product.CreateSiteAsync(domain, zone);
        foreach (object goal in (object[])[new { type = "event", pattern = "Signup" }, new { type = "page", pattern = "/pricing" }, new { type = "event", pattern = "A|B" }])
        {
            Assert.Equal(HttpStatusCode.Created, (await Product.Admin.PostAsJsonAsync($"/api/v2/sites/{domain}/goals", goal)).StatusCode);
        }

        object[] events = [.. Table.Split('\n').Select(line => Event(line, domain))];
        HttpResponseMessage sent = await Product.Admin.PostAsJsonAsync("/v1/ingest/batch", new { site = domain, events });
        Assert.Contains($"\"accepted\":{events.Length}", await sent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static object Event(string line, string domain)
    {
        string[] words = line.Trim().Split(' ');
        string Said(string key) => words.FirstOrDefault(word => word.StartsWith(key + "=", StringComparison.Ordinal))?[(key.Length + 1)..] ?? "";
        bool isPage = words[3][0] == '/';
        return new
        {
            timestamp = $"2026-{words[0]}T{words[1]}:00Z",
            visitor = new { id = words[2], userAgent = Some.Chrome },
            name = isPage ? "pageview" : words[3][1..],
            url = $"https://{domain}" + (isPage ? words[3] : Said("at") is { Length: > 0 } at ? at : "/"),
            referrer = Said("from") is { Length: > 0 } from ? from : null,
            country = Said("in") is { Length: > 0 } country ? country : null,
            props = Said("plan") is { Length: > 0 } plan ? new { plan } : null,
            engagement = Said("read") is { Length: > 0 } read ? new { ms = int.Parse(read, System.Globalization.CultureInfo.InvariantCulture) } : null,
        };
    }
}
