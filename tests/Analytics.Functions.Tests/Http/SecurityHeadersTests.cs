using Analytics.Functions.Http;
using System.Net;
using Analytics.Functions.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Analytics.Functions.Tests.Http;

public sealed class SecurityHeadersTests : IAsyncLifetime
{
    private WebApplication _app = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.UseSecurityHeaders();
        _app.UseExceptionHandler(errors => errors.Run(context => context.Response.WriteAsync("{}")));
        _app.Use((context, next) =>
        {
            context.Request.Scheme = context.Request.Headers["x-scheme"].FirstOrDefault() ?? "http";
            return next(context);
        });
        _app.MapGet("/api/stats", () => "{}");
        _app.MapGet("/js/script.js", () => "()").ForOtherOrigins();
        _app.MapGet("/docs", (HttpContext context) => context.Response.Headers.ContentSecurityPolicy = "default-src 'self'");
        _app.MapGet("/boom", (RequestDelegate)(_ => throw new InvalidOperationException()));
        await _app.StartAsync();
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(_app.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData("/api/stats", HttpStatusCode.OK)]
    [InlineData("/no-such-page", HttpStatusCode.NotFound)]
    public async Task Every_answer_tells_the_browser_to_trust_nothing_but_this_origin(string path, HttpStatusCode status)
    {
        using HttpResponseMessage answer = await _http.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            Header(answer, "Content-Security-Policy"));
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("DENY", Header(answer, "X-Frame-Options"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Resource-Policy"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Opener-Policy"));
        Assert.Contains("geolocation=()", Header(answer, "Permissions-Policy"));
        Assert.Null(Header(answer, "Strict-Transport-Security"));
    }

    [Fact]
    public async Task The_tracker_may_be_loaded_by_other_sites()
    {
        using HttpResponseMessage answer = await _http.GetAsync("/js/script.js", TestContext.Current.CancellationToken);

        Assert.Equal("cross-origin", Header(answer, "Cross-Origin-Resource-Policy"));
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
    }

    [Fact]
    public async Task A_browser_that_comes_by_https_is_told_to_keep_doing_so()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/stats") { Headers = { { "x-scheme", "https" } } };
        using HttpResponseMessage answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("max-age=63072000; includeSubDomains", Header(answer, "Strict-Transport-Security"));
    }

    [Fact]
    public async Task A_routes_own_header_stays()
    {
        using HttpResponseMessage answer = await _http.GetAsync("/docs", TestContext.Current.CancellationToken);

        Assert.Equal("default-src 'self'", Header(answer, "Content-Security-Policy"));
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
    }

    [Fact]
    public async Task A_crash_is_answered_with_the_same_headers()
    {
        using HttpResponseMessage answer = await _http.GetAsync("/boom", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out IEnumerable<string>? values) ? Assert.Single(values) : null;
}
