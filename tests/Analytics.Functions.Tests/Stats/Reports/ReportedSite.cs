using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Analytics.Functions.Tests.Stats.Reports;

/// <summary>A site of the running product at noon of 10 March 2026, whose events are told as a table, and the addresses of its reports.</summary>
internal sealed class ReportedSite : IAsyncDisposable
{
    public const string Chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
    public const string Phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";

    private ReportedSite(RunningProduct product, ManualClock clock, string id) => (Product, Clock, Id) = (product, clock, id);

    public RunningProduct Product { get; }

    public ManualClock Clock { get; }

    public string Id { get; }

    public static async Task<ReportedSite> StartAsync(LocalDynamo dynamo, string timezone = "UTC", object? settings = null)
    {
        var clock = new ManualClock(Some.Noon);
        RunningProduct product = await RunningProduct.StartAsync(dynamo, clock);
        return new ReportedSite(product, clock, await product.CreateSiteAsync("example.com", timezone, settings));
    }

    public ValueTask DisposeAsync() => Product.DisposeAsync();

    /// <summary>
    /// Records events, one a line: day of March and time, visitor, then a path or, after a star, a name; then in any order a referring page,
    /// a country, <c>phone</c> for another browser, and properties as <c>key=value</c>.
    /// </summary>
    public async Task HappensAsync(string told)
    {
        object[] events = [.. told.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).Select(Event)];
        HttpResponseMessage response = await Product.Admin.PostAsJsonAsync("/v1/ingest/batch", new { site = Id, events });
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        Assert.Equal(events.Length, JsonDocument.Parse(text).RootElement.GetProperty("accepted").GetInt32());
    }

    private static object Event(string line)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] more = words[4..];
        return new
        {
            timestamp = string.Create(CultureInfo.InvariantCulture, $"2026-03-{int.Parse(words[0], CultureInfo.InvariantCulture):00}T{words[1]}:00Z"),
            visitor = new { id = words[2], userAgent = more.Contains("phone") ? Phone : Chrome },
            name = words[3][0] == '*' ? words[3][1..] : "pageview",
            url = "https://example.com" + (words[3][0] == '*' ? "/" : words[3]),
            referrer = more.FirstOrDefault(w => w.StartsWith("http", StringComparison.Ordinal)),
            country = more.FirstOrDefault(w => w.Length == 2),
            props = more.Where(w => w.Contains('=', StringComparison.Ordinal) && !w.StartsWith("http", StringComparison.Ordinal)).ToDictionary(w => w.Split('=')[0], w => w.Split('=')[1]),
        };
    }

    /// <summary>The answer of an address, as JSON text without white space.</summary>
    public async Task<string> GetAsync(string address)
    {
        HttpResponseMessage response = await Product.Admin.GetAsync(address);
        string text = await response.Content.ReadAsStringAsync();
        return response.StatusCode == HttpStatusCode.OK ? text : $"{(int)response.StatusCode} {text}";
    }

    /// <summary>The answer of a report of the site.</summary>
    public Task<string> ReportAsync(string report) => GetAsync($"/api/v2/sites/{Id}/{report}");
}
