using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Analytics.EndToEnd.Tests.Clients;

/// <summary>Somebody's web site that carries another product's snippet.</summary>
internal sealed class ForeignSite : IAsyncDisposable
{
    public const string Host = "shop.test";
    private readonly WebApplication _app;

    private ForeignSite(WebApplication app) => _app = app;

    public Uri Address => new UriBuilder(_app.Urls.First()) { Host = Host }.Uri;

    /// <param name="snippet">What stands in the head of both pages.</param>
    /// <param name="body">What stands on the first page, beside a link to the second, <c>/about</c>.</param>
    /// <param name="files">Scripts of the site's own, by name.</param>
    public static async Task<ForeignSite> StartAsync(string snippet, string body, params (string Name, string Path)[] files)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        string Page(string title, string content) =>
            $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>{snippet}</head><body><h1>{title}</h1>{content}</body></html>";
        app.MapGet("/", () => Results.Content(Page("Home", body + "<a href=\"/about\">About</a>"), "text/html"));
        app.MapGet("/about", () => Results.Content(Page("About us", ""), "text/html"));
        foreach ((string name, string path) in files)
        {
            app.MapGet("/" + name, () => Results.Content(File.ReadAllText(Repository.At(path)), "text/javascript"));
        }

        await app.StartAsync();
        return new ForeignSite(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
