using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Analytics.Functions.Tests.Accounts;

/// <summary>Signing in, changing one's password, seeing and ending logins; and what guessing passwords costs whom.</summary>
public sealed class SignInTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string New = "another-fine-one-1";
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
    private readonly ManualClock _clock = new(Some.Noon);
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync() => _product = await RunningProduct.StartAsync(dynamo, _clock, settings: new Dictionary<string, string> { ["ANALYTICS_TRUSTED_PROXIES"] = "127.0.0.1,::1" });

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? cookie = null, object? body = null, string address = "203.0.113.7")
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("X-Forwarded-For", address);
        request.Headers.Add("User-Agent", Firefox);
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        return await _product.Anonymous.SendAsync(request);
    }

    private Task<HttpResponseMessage> SignInAsync(string password, string address = "203.0.113.7", string? cookie = null) =>
        SendAsync(HttpMethod.Post, "/api/v2/login", cookie, new { email = RunningProduct.Email, password }, address);

    private static string CookieOf(HttpResponseMessage response, string name) =>
        response.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]).Single(cookie => cookie.StartsWith(name + "=", StringComparison.Ordinal));

    private async Task<string> LoginAsync(string password = RunningProduct.Password, string address = "203.0.113.7") => CookieOf(await SignInAsync(password, address), "analytics_login");

    private async Task<HttpStatusCode> MeAsync(string cookie) => (await SendAsync(HttpMethod.Get, "/api/v2/me", cookie)).StatusCode;

    private async Task<JsonElement[]> LoginsAsync(string cookie) =>
        [.. JsonDocument.Parse(await (await SendAsync(HttpMethod.Get, "/api/v2/me/logins", cookie)).Content.ReadAsStringAsync()).RootElement.GetProperty("logins").EnumerateArray()];

    [Fact]
    public async Task A_changed_password_ends_every_other_login_within_half_a_minute_and_the_old_one_opens_nothing()
    {
        string here = await LoginAsync(), elsewhere = await LoginAsync(address: "203.0.113.8");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await MeAsync(here), await MeAsync(elsewhere)));
        _clock.Advance(TimeSpan.FromMinutes(1));

        HttpResponseMessage changed = await SendAsync(HttpMethod.Post, "/api/v2/me/password", here, new { current = RunningProduct.Password, password = New });

        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (await MeAsync(here), await MeAsync(elsewhere)));
        Assert.Equal(HttpStatusCode.OK, await MeAsync(CookieOf(changed, "analytics_login"))); // who changed it stays signed in
        Assert.Equal(HttpStatusCode.Unauthorized, (await SignInAsync(RunningProduct.Password)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await SignInAsync(New)).StatusCode);
    }

    [Theory]
    [InlineData(RunningProduct.Password, "short", "password")]
    [InlineData(RunningProduct.Password, "aaaaaaaaaaaa", "password")]
    [InlineData(RunningProduct.Password, RunningProduct.Email, "password")]
    [InlineData(RunningProduct.Password, RunningProduct.Password, "password")]
    [InlineData("not the present one", New, "current")]
    [InlineData("", "short", "current password")]
    public async Task What_cannot_be_a_password_is_refused_with_every_fault(string current, string password, string fields)
    {
        HttpResponseMessage response = await SendAsync(HttpMethod.Post, "/api/v2/me/password", await LoginAsync(), new { current, password });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        JsonElement errors = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("errors");
        Assert.Equal(fields, string.Join(' ', errors.EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal)));
        Assert.Equal(HttpStatusCode.NoContent, (await SignInAsync(RunningProduct.Password)).StatusCode);
    }

    [Fact]
    public async Task A_key_has_no_password_and_no_logins()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await _product.Admin.GetAsync("/api/v2/me/logins")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _product.Admin.PostAsJsonAsync("/api/v2/me/password", new { current = "x", password = New })).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _product.Admin.DeleteAsync("/api/v2/me/logins")).StatusCode);
    }

    [Fact]
    public async Task Where_somebody_is_signed_in_is_listed_and_ended_one_by_one_or_all()
    {
        string first = await LoginAsync();
        _clock.Advance(TimeSpan.FromMinutes(1));
        string second = await LoginAsync();
        _clock.Advance(TimeSpan.FromMinutes(1));
        string third = await LoginAsync();

        JsonElement[] listed = await LoginsAsync(second);
        Assert.Equal(["Firefox, GNU/Linux False", "Firefox, GNU/Linux True", "Firefox, GNU/Linux False"], listed.Select(login => $"{login.GetProperty("client").GetString()} {login.GetProperty("isThis").GetBoolean()}"));

        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(HttpMethod.Delete, "/api/v2/me/logins/" + listed[2].GetProperty("id").GetString(), second)).StatusCode);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (await MeAsync(first), await MeAsync(third)));
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Delete, "/api/v2/me/logins/" + listed[2].GetProperty("id").GetString(), second)).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(HttpMethod.Delete, "/api/v2/me/logins", second)).StatusCode);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (await MeAsync(second), await MeAsync(third)));
        Assert.Single(await LoginsAsync(second));
    }

    [Fact]
    public async Task Strangers_who_guess_lock_nobody_out_who_has_signed_in_before()
    {
        HttpResponseMessage before = await SignInAsync(RunningProduct.Password);
        string browser = CookieOf(before, "analytics_browser");
        for (int i = 0; i < 12; i++)
        {
            await SignInAsync("guess " + i, address: $"198.51.100.{i}");
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await SignInAsync(RunningProduct.Password, address: "198.51.100.99")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await SignInAsync(RunningProduct.Password, address: "203.0.113.200", cookie: browser)).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await SignInAsync(RunningProduct.Password, address: "198.51.100.98", cookie: "analytics_browser=made-up")).StatusCode);
    }

    [Fact]
    public async Task An_address_that_has_used_up_its_attempts_takes_none_of_the_accounts()
    {
        for (int i = 0; i < 5; i++)
        {
            await SignInAsync("guess " + i, address: "198.51.100.1");
        }

        for (int i = 0; i < 30; i++)
        {
            await SendAsync(HttpMethod.Post, "/api/v2/login", null, new { email = $"nobody{i}@example.com", password = "guess" }, "198.51.100.1");
            await SignInAsync("guess " + i, address: "198.51.100.1");
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await SignInAsync("guess", address: "198.51.100.1")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await SignInAsync(RunningProduct.Password)).StatusCode);
    }

    [Fact]
    public async Task What_nobody_else_should_read_is_kept_by_no_cache()
    {
        string cookie = await LoginAsync();
        foreach (string path in new[] { "/api/v2/me", "/api/v2/me/logins", "/api/v2/keys" })
        {
            Assert.Equal("no-store", (await SendAsync(HttpMethod.Get, path, cookie)).Headers.CacheControl?.ToString());
        }
    }
}
