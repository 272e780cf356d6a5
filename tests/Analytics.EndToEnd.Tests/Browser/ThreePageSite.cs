using Analytics.Functions.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Analytics.EndToEnd.Tests.Browser;

/// <summary>Somebody's web site with the tracker on it: two pages, and a third that is an application of one page.</summary>
internal sealed class ThreePageSite : IAsyncDisposable
{
    public const string Host = "shop.test";
    private readonly WebApplication _app;

    private ThreePageSite(WebApplication app) => _app = app;

    public Uri Address => new UriBuilder(_app.Urls.First()) { Host = Host }.Uri;

    public static async Task<ThreePageSite> StartAsync(Uri analytics)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        string Page(string title, string body) => $"""
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
            <script defer data-domain="{Host}" src="{analytics}js/script.js"></script></head><body><h1>{title}</h1>{body}</body></html>
            """;
        app.MapGet("/", () => Results.Content(Page("Home", "<a href=\"/about\">About</a>"), "text/html"));
        app.MapGet("/about", () => Results.Content(Page("About", "<a href=\"/app\">App</a>"), "text/html"));
        app.MapGet("/app", () => Results.Content(
            Page("App", """<button onclick="history.pushState({}, '', '/app/settings')">Settings</button> <button onclick="plausible('Signup', { props: { plan: 'pro' } })">Sign up</button>"""),
            "text/html"));
        await app.StartAsync();
        return new ThreePageSite(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
