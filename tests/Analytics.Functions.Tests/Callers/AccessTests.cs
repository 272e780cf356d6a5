using Analytics.Functions.Callers;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using Analytics.Functions.Hosting;
using Analytics.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.Functions.Tests.Callers;

public sealed class AccessTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync() => _product = await RunningProduct.StartAsync(dynamo);

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    private Task<HttpResponseMessage> SignInAsync(string email, string password) =>
        _product.Anonymous.PostAsJsonAsync("/api/v2/login", new { email, password });

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? cookie = null, string? key = null, string? origin = null, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        if (key is not null)
        {
            request.Headers.Add("Authorization", "Bearer " + key);
        }

        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        return await _product.Anonymous.SendAsync(request);
    }

    [Fact]
    public void Every_route_says_who_may_use_it_and_only_these_are_public()
    {
        var endpoints = _product.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().ToList();

        Assert.All(endpoints, e => Assert.NotNull(e.Metadata.GetMetadata<Access.Rule>()));
        Assert.Equal(["/internal/maintain"], endpoints.Where(e => e.Metadata.GetMetadata<Access.Rule>()!.IsInternal).Select(e => e.RoutePattern.RawText));
        string[] open = [.. endpoints.Where(e => e.Metadata.GetMetadata<Access.Rule>() is { IsInternal: false, Scope: Store.Accounts.Scopes.None })
            .Select(e => e.RoutePattern.RawText!).Where(r => !r.StartsWith("/assets/", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(
            [
                "/", "/api/batch", "/api/docs/query/schema.json", "/api/event", "/api/openapi.json", "/api/send", "/api/sites/{siteId}/collect", "/api/v2/login", "/api/v2/track/{siteId}", "/cache", "/collect", "/count", "/count.js",
                "/health/live", "/health/ready", "/icon.svg", "/identify", "/js/opt-out.js", "/js/{name}", "/pageview", "/pixel.gif", "/pixel.js", "/script.js", "/sites/{id}/script",
                "/track", "/tracker.js",
            ],
            open);
    }

    [Fact]
    public async Task Another_accounts_site_is_not_there_whatever_is_asked_about_it()
    {
        var store = new AnalyticsStore(new AnalyticsStoreOptions { TableName = _product.Tables.Events });
        await _product.Dynamo.TransactWriteItemsAsync(store.CreateSiteCommand(Some.Site("strange", domain: "strange.example")));
        List<(string Asked, string Answer)> answers = [];
        foreach (RouteEndpoint route in _product.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (route.RoutePattern.RawText!.StartsWith("/api/v2/sites/{id}", StringComparison.Ordinal))
            {
                string method = route.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods.Single(), address = route.RoutePattern.RawText.Replace("{id}", "strange", StringComparison.Ordinal);
                HttpResponseMessage response = await SendAsync(new HttpMethod(method), address, key: RunningProduct.Key);
                answers.Add(($"{method} {address}", $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}"));
            }
        }

        Assert.True(answers.Count > 25, $"Only {answers.Count} routes were found.");
        Assert.All(answers, a => Assert.Equal("""404 {"title":"No such site","status":404}""", a.Answer));
    }

    [Theory]
    [InlineData("GET", "/api/v2/sites")]
    [InlineData("POST", "/api/v2/sites")]
    [InlineData("GET", "/api/v2/me")]
    [InlineData("GET", "/api/v2/health")]
    [InlineData("POST", "/api/v2/logout")]
    [InlineData("GET", "/api/v2/keys")]
    [InlineData("POST", "/api/v2/query")]
    [InlineData("POST", "/api/v2/queries")]
    [InlineData("GET", "/api/v2/sites/x/realtime")]
    [InlineData("GET", "/api/v2/sites/x/realtime/stream")]
    [InlineData("POST", "/v1/ingest/pageview")]
    [InlineData("POST", "/v1/ingest/event")]
    [InlineData("POST", "/v1/ingest/session")]
    [InlineData("POST", "/v1/ingest/batch")]
    [InlineData("POST", "/v1/ingest/logs")]
    public async Task Without_credentials_nothing_is_answered(string method, string path)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(new HttpMethod(method), path)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(new HttpMethod(method), path, key: "ak_wrong")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(new HttpMethod(method), path, cookie: "analytics_login=wrong")).StatusCode);
    }

    [Fact]
    public async Task Plausibles_clients_are_refused_in_their_own_words()
    {
        Assert.Equal("Sign in, or send an API key as 'Authorization: Bearer KEY'.", await ErrorAsync(null));
        Assert.Equal("The API key is unknown: it was deleted, or it is of another server. Make a new one.", await ErrorAsync("wrong"));

        async Task<string?> ErrorAsync(string? key) =>
            JsonDocument.Parse(await (await SendAsync(HttpMethod.Post, "/api/v2/query", key: key)).Content.ReadAsStringAsync()).RootElement.GetProperty("error").GetString();
    }

    [Fact]
    public async Task A_person_signs_in_looks_around_and_signs_out()
    {
        HttpResponseMessage signedIn = await SignInAsync(RunningProduct.Email.ToUpperInvariant(), RunningProduct.Password);
        Assert.Equal(HttpStatusCode.NoContent, signedIn.StatusCode);
        string header = signedIn.Headers.GetValues("Set-Cookie").First();
        Assert.Contains("httponly", header, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", header, StringComparison.OrdinalIgnoreCase);
        string cookie = header.Split(';')[0];

        Assert.Equal("""{"email":"owner@example.com","role":"owner"}""", await (await SendAsync(HttpMethod.Get, "/api/v2/me", cookie)).Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Get, "/api/v2/sites", cookie)).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(HttpMethod.Post, "/api/v2/logout", cookie)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(HttpMethod.Get, "/api/v2/me", cookie)).StatusCode);
    }

    [Fact]
    public async Task Behind_a_proxy_that_ends_https_the_cookie_is_for_https_only()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v2/login") { Content = JsonContent.Create(new { email = RunningProduct.Email, password = RunningProduct.Password }) };
        request.Headers.Add("X-Forwarded-Proto", "https");

        HttpResponseMessage signedIn = await _product.Anonymous.SendAsync(request);

        Assert.Contains("secure", signedIn.Headers.GetValues("Set-Cookie").First(), StringComparison.OrdinalIgnoreCase);
        Assert.True(signedIn.Headers.Contains("Strict-Transport-Security"));
        if (RunningProduct.InLambda)
        {
            return; // there is no plain http before Lambda
        }

        Assert.DoesNotContain("secure", (await SignInAsync(RunningProduct.Email, RunningProduct.Password)).Headers.GetValues("Set-Cookie").First(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_cookie_from_another_sites_page_changes_nothing()
    {
        string cookie = (await SignInAsync(RunningProduct.Email, RunningProduct.Password)).Headers.GetValues("Set-Cookie").First().Split(';')[0];
        var site = new { name = "X", domain = "x.net", timezone = "UTC" };

        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(HttpMethod.Post, "/api/v2/sites", cookie, origin: "https://evil.net", body: site)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(HttpMethod.Post, "/api/v2/sites", cookie, origin: _product.Address.GetLeftPart(UriPartial.Authority), body: site)).StatusCode);
    }

    [Theory]
    [InlineData("same-origin", "https://edge.example", HttpStatusCode.Created)] // behind a distribution Host is another than the browser's
    [InlineData("cross-site", "https://evil.net", HttpStatusCode.Unauthorized)]
    [InlineData("same-site", "https://other.example.com", HttpStatusCode.Unauthorized)]
    [InlineData("none", "https://evil.net", HttpStatusCode.Unauthorized)]
    public async Task Whose_page_it_is_is_the_browsers_word(string fetchSite, string origin, HttpStatusCode status)
    {
        string cookie = (await SignInAsync(RunningProduct.Email, RunningProduct.Password)).Headers.GetValues("Set-Cookie").First().Split(';')[0];
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v2/sites") { Content = JsonContent.Create(new { name = "X", domain = "x.net", timezone = "UTC" }) };
        request.Headers.Add("Cookie", cookie);
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Sec-Fetch-Site", fetchSite);

        Assert.Equal(status, (await _product.Anonymous.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData("POST", "/internal/maintain")]
    [InlineData("GET", "/internal/maintain")]
    [InlineData("POST", "/INTERNAL/Maintain")]
    [InlineData("POST", "//internal/maintain")]
    [InlineData("POST", "/internal//maintain")]
    [InlineData("POST", "/internal/maintain/")]
    [InlineData("POST", "/x/../internal/maintain")]
    [InlineData("POST", "/x/%2e%2e/internal/maintain")]
    [InlineData("POST", "/%69nternal/maintain")]
    [InlineData("POST", "/internal%2Fmaintain")]
    [InlineData("POST", "/internal/maintain?analytics=maintain")]
    public async Task Nobody_reaches_what_is_for_the_host_alone(string method, string path)
    {
        // On a socket, because clients tidy addresses up before they send them.
        string head = $"{method} {path} HTTP/1.1\r\nHost: {_product.Address.Authority}\r\nAuthorization: Bearer {RunningProduct.Key}\r\nConnection: close\r\n"
            + "Content-Type: application/json\r\nContent-Length: 24\r\n\r\n{\"analytics\":\"maintain\"}";
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(_product.Address.Host, _product.Address.Port);
        await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(head));
        using var reader = new StreamReader(client.GetStream());

        Assert.Equal("HTTP/1.1 404 Not Found", await reader.ReadLineAsync());
    }

    [Fact]
    public async Task Guessing_a_password_is_stopped_after_ten_attempts()
    {
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await SignInAsync(RunningProduct.Email, "guess " + i)).StatusCode);
        }

        HttpResponseMessage stopped = await SignInAsync(RunningProduct.Email, RunningProduct.Password);
        Assert.Equal(HttpStatusCode.TooManyRequests, stopped.StatusCode);
        Assert.InRange(stopped.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(8), TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task A_key_does_what_its_scopes_say_until_it_is_ended_and_is_stored_as_a_hash_only()
    {
        HttpResponseMessage made = await _product.Admin.PostAsJsonAsync("/api/v2/keys", new { name = "Reports", scopes = new[] { "stats" } });
        JsonElement key = JsonDocument.Parse(await made.Content.ReadAsStringAsync()).RootElement;
        string secret = key.GetProperty("secret").GetString()!;

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Get, "/api/v2/sites", key: secret)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(HttpMethod.Post, "/api/v2/sites", key: secret)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(HttpMethod.Post, "/v1/ingest/batch", key: secret)).StatusCode);
        var items = (await _product.Dynamo.ScanAsync(new ScanRequest(_product.Tables.Events), default)).Items;
        Assert.DoesNotContain(items.SelectMany(i => i.Values), v => v.S is not null && v.S.Contains(secret, StringComparison.Ordinal));

        Assert.Contains("Reports", await _product.Admin.GetStringAsync("/api/v2/keys"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await _product.Admin.DeleteAsync("/api/v2/keys/" + key.GetProperty("id").GetString())).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(HttpMethod.Get, "/api/v2/sites", key: secret)).StatusCode);
    }

    [Fact]
    public async Task A_key_without_name_or_scope_is_refused_with_both_faults()
    {
        HttpResponseMessage response = await _product.Admin.PostAsJsonAsync("/api/v2/keys", new { scopes = new[] { "everything" } });

        using JsonDocument problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(["name", "scopes"], problem.RootElement.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order());
    }
}
