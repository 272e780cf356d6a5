using System.Collections.Concurrent;
using Amazon.DynamoDBv2.Model;
using Analytics.EndToEnd.Tests.Browser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace Analytics.EndToEnd.Tests.Tracker;

/// <summary>The product, a web server that has whatever pages a test gives it under hosts of their own, and a browser.</summary>
public sealed class TrackedWorld(LocalDynamo dynamo) : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, string> _pages = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _sites = new(StringComparer.Ordinal);
    private WebApplication _web = null!;
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;
    private int _hosts;

    public RunningProduct Product { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        (_playwright, _browser) = await Chromium.StartAsync("*.test");
        Product = await RunningProduct.StartAsync(dynamo);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _web = builder.Build();
        _web.Run(context => Answer(context).ExecuteAsync(context));
        await _web.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_web is not null)
        {
            await _browser.DisposeAsync();
            _playwright.Dispose();
            await _web.DisposeAsync();
            await Product.DisposeAsync();
        }
    }

    /// <summary>Makes a site that answers every path with a page with this head; <c>{js}</c> in it is the product's address.</summary>
    /// <returns>Its address, without a slash at the end: <c>http://shop3.test:40001</c>.</returns>
    public async Task<string> OpenSiteAsync(string head, string body = "<h1>Page</h1>", object? settings = null)
    {
        string host = $"shop{Interlocked.Increment(ref _hosts)}.test";
        _sites[host] = await Product.CreateSiteAsync(host, "Europe/Tallinn", settings);
        _pages[host] = $"""
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page</title>{head.Replace("{js}", Product.Address.ToString().TrimEnd('/'), StringComparison.Ordinal)}</head><body>{body}</body></html>
            """;
        return new UriBuilder(_web.Urls.First()) { Host = host }.Uri.ToString().TrimEnd('/');
    }

    /// <summary>A window of a browser that has never been here and whose visits count.</summary>
    public async Task<IPage> OpenBrowserAsync(string initially = "window.__plausible = true")
    {
        IBrowserContext context = await _browser.NewContextAsync(new() { TimezoneId = "Europe/Tallinn", Locale = "et-EE", ViewportSize = new() { Width = 1000, Height = 500 } });
        await context.AddInitScriptAsync(initially);
        return await context.NewPageAsync();
    }

    /// <summary>What arrived for the site, in the order of its time, when it is this many events; or what there is after five seconds.</summary>
    internal async Task<List<StoredEvent>> EventsAsync(string site, int count)
    {
        List<StoredEvent> events = [];
        for (int i = 0; i < 100 && events.Count < count; i++)
        {
            await Task.Delay(50);
            events = await EventsAsync(site);
        }

        await Task.Delay(150); // and no more
        return await EventsAsync(site);
    }

    private async Task<List<StoredEvent>> EventsAsync(string site)
    {
        string id = _sites[new Uri(site).Host];
        List<StoredEvent> events = [];
        var request = new ScanRequest(Product.Tables.Events);
        do
        {
            ScanResponse page = await Product.Dynamo.ScanAsync(request);
            events.AddRange((page.Items ?? []).Where(i => i["pk"].S.Contains("#RAW#", StringComparison.Ordinal) && i["pk"].S.Contains($"#{id}#", StringComparison.Ordinal)).Select(StoredEvent.Of));
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });

        return [.. events.DistinctBy(e => e.Id).OrderBy(e => e.Time).ThenBy(e => e.Id, StringComparer.Ordinal)];
    }

    private IResult Answer(HttpContext context)
    {
        if (context.Request.Path.Value!.EndsWith(".pdf", StringComparison.Ordinal))
        {
            return Results.Bytes("%PDF-1.4"u8.ToArray(), "application/pdf", "report.pdf");
        }

        string page = _pages.GetValueOrDefault(context.Request.Host.Host, "<!doctype html><title>Elsewhere</title>");
        return Results.Content(page, "text/html", statusCode: context.Request.Path == "/missing" ? 404 : 200);
    }
}
