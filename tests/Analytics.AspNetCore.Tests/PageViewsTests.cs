using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Analytics.AspNetCore.Tests;

/// <summary>An application of somebody's, with the middleware, and the real product behind it.</summary>
public sealed class PageViewsTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo);
        await _product.CreateSiteAsync("shop.example");
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    private Task<Shop> OpenAsync(Action<AnalyticsOptions>? adjust = null, Line? line = null) => Shop.OpenAsync(
        o =>
        {
            (o.Endpoint, o.Key, o.Site, o.Interval, o.FirstPause) = (_product.Address, RunningProduct.Key, "shop.example", TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(20));
            adjust?.Invoke(o);
        },
        line);

    private async Task<string> PagesAsync(params string[] dimensions)
    {
        JsonElement answer = await _product.QueryAsync(new { site_id = "shop.example", metrics = new[] { "visitors", "pageviews" }, date_range = "all", dimensions });
        return answer.GetProperty("results").GetRawText();
    }

    [Fact]
    public async Task A_page_that_was_shown_is_reported_with_all_that_the_product_reads_of_a_visitor()
    {
        await using (Shop shop = await OpenAsync())
        {
            await shop.GetAsync("/basket?utm_source=letter", ("Referer", "https://www.google.com/"), ("Accept-Language", "et-EE"), ("X-Forwarded-For", "203.0.113.5"));
            await shop.GetAsync("/basket?utm_source=letter", ("X-Forwarded-For", "203.0.113.6"));
        }

        Assert.Equal("""[{"metrics":[2,2],"dimensions":["/basket","shop.example","Chrome","letter"]}]""", await PagesAsync("event:page", "event:hostname", "visit:browser", "visit:utm_source"));
    }

    [Fact]
    public async Task Only_pages_are_reported()
    {
        await using (Shop shop = await OpenAsync())
        {
            await shop.GetAsync("/data");
            await shop.GetAsync("/missing");
            await shop.GetAsync("/moved");
            await shop.GetAsync("/broken");
            await shop.SendAsync(HttpMethod.Head, "/");
            await shop.SendAsync(HttpMethod.Post, "/");
            await shop.GetAsync("/ahead", ("Sec-Purpose", "prefetch;prerender"));
            await shop.GetAsync("/fragment", ("Sec-Fetch-Dest", "empty"));
            await shop.GetAsync("/shown", ("Sec-Fetch-Dest", "document"));
        }

        Assert.Equal("""[{"metrics":[1,1],"dimensions":["/shown"]}]""", await PagesAsync("event:page"));
    }

    [Fact]
    public async Task Paths_are_included_and_excluded_with_all_below_them()
    {
        await using (Shop shop = await OpenAsync(o =>
        {
            o.Include.Add("/blog/");
            o.Exclude.Add("/blog/drafts");
        }))
        {
            foreach (string path in new[] { "/", "/blog", "/BLOG/a", "/blogger", "/blog/drafts", "/blog/drafts/a", "/blog/drafts-of-war" })
            {
                await shop.GetAsync(path);
            }
        }

        Assert.Equal(["/BLOG/a", "/blog", "/blog/drafts-of-war"], Paths(await PagesAsync("event:page")));
    }

    private static IEnumerable<string> Paths(string results)
    {
        using JsonDocument json = JsonDocument.Parse(results);
        return [.. json.RootElement.EnumerateArray().Select(row => row.GetProperty("dimensions")[0].GetString()!).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task Signals_and_consent_are_passed_on_and_the_site_decides()
    {
        var line = new Line();
        await using (Shop shop = await OpenAsync(o => o.Consent = context => context.Request.Path.Value switch { "/yes" => true, "/no" => false, "/fault" => throw new InvalidOperationException(), _ => null }, line))
        {
            await shop.GetAsync("/yes", ("DNT", "1"));
            await shop.GetAsync("/no", ("Sec-GPC", "1"));
            await shop.GetAsync("/fault");
            await shop.GetAsync("/unasked");
        }

        Assert.Equal(
            ["/yes True True", "/no False True", "/unasked  "],
            line.Sent.SelectMany(body => body.GetProperty("events").EnumerateArray()).Select(e =>
                $"{new Uri(e.GetProperty("url").GetString()!).AbsolutePath} {Said(e, "consent")} {Said(e, "asksForPrivacy")}"));

        static string Said(JsonElement e, string name) => e.TryGetProperty(name, out JsonElement value) ? value.GetBoolean().ToString() : "";
    }

    [Fact]
    public async Task While_the_server_is_down_pages_are_shown_and_what_waits_is_reported_once_it_is_back()
    {
        bool down = true;
        var line = new Line(new SocketsHttpHandler())
        {
            Fate = n => !Volatile.Read(ref down) ? null : n % 2 == 0 ? throw new HttpRequestException("connection refused") : Line.Answer(HttpStatusCode.ServiceUnavailable),
        };
        await using (Shop shop = await OpenAsync(line: line))
        {
            for (int i = 0; i < 30; i++)
            {
                Assert.Equal(HttpStatusCode.OK, await shop.GetAsync("/p" + (i % 3)));
            }

            Assert.Equal("[]", await PagesAsync("event:page"));
            Assert.Equal((0L, 30), (shop.Client.Lost, shop.Client.Waiting));
            Volatile.Write(ref down, false);
        }

        Assert.Equal("""[{"metrics":[1,30],"dimensions":[]}]""", await PagesAsync());
    }

    [Fact]
    public async Task An_application_may_do_with_one_line_and_no_services()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        app.UseAnalytics(o => (o.Endpoint, o.Key, o.Site) = (_product.Address, RunningProduct.Key, "shop.example"));
        app.MapGet("/", () => Results.Content("<p>", "text/html"));
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = "shop.example" } };
        request.Headers.TryAddWithoutValidation("User-Agent", Some.Chrome);
        _ = await http.SendAsync(request);
        await app.StopAsync();
        await app.DisposeAsync();

        Assert.Equal("""[{"metrics":[1,1],"dimensions":["/"]}]""", await PagesAsync("event:page"));
    }

    private sealed class Shop(WebApplication app, HttpClient http) : IAsyncDisposable
    {
        public AnalyticsClient Client { get; } = app.Services.GetRequiredService<AnalyticsClient>();

        public static async Task<Shop> OpenAsync(Action<AnalyticsOptions> configure, Line? line)
        {
            WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            if (line is not null)
            {
                builder.Services.AddSingleton(services => new AnalyticsClient(services.GetRequiredService<AnalyticsOptions>(), new HttpClient(line)));
            }

            builder.Services.AddAnalytics(configure);
            WebApplication app = builder.Build();
            app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor });
            app.UseAnalytics();
            app.MapMethods("/{**path}", ["GET", "HEAD", "POST"], (string? path) => path switch
            {
                "data" => Results.Json(1, (System.Text.Json.Serialization.Metadata.JsonTypeInfo<int>)JsonSerializerOptions.Default.GetTypeInfo(typeof(int))),
                "missing" => Results.Content("<p>no", "text/html", statusCode: 404),
                "moved" => Results.Redirect("/"),
                "broken" => throw new InvalidOperationException(),
                _ => Results.Content("<p>hello", "text/html; charset=utf-8"),
            });
            await app.StartAsync();
            return new Shop(app, new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) });
        }

        public Task<HttpStatusCode> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, headers);

        public async Task<HttpStatusCode> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
        {
            using var request = new HttpRequestMessage(method, path) { Headers = { Host = "shop.example" } };
            request.Headers.TryAddWithoutValidation("User-Agent", Some.Chrome);
            foreach ((string name, string value) in headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            return (await http.SendAsync(request)).StatusCode;
        }

        public async ValueTask DisposeAsync()
        {
            http.Dispose();
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }
}
