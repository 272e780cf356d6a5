using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Analytics.Functions.Tests.Collect;

public sealed class ConsentTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private RunningProduct _product = null!;
    private string _site = "";

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo);
        _site = await _product.CreateSiteAsync("example.com");
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    private async Task SetAsync(object settings) =>
        (await _product.Admin.PutAsJsonAsync("/api/v2/sites/" + _site, new { settings })).EnsureSuccessStatusCode();

    private async Task<string> SendAsync(object? consent, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/event")
        {
            Content = JsonContent.Create(consent is null ? (object)new { n = "pageview", u = "https://example.com/", d = "example.com" } : new { n = "pageview", u = "https://example.com/", d = "example.com", c = consent }),
        };
        request.Headers.TryAddWithoutValidation("User-Agent", Some.Chrome);
        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        HttpResponseMessage answer = await _product.Anonymous.SendAsync(request);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return answer.Headers.TryGetValues("x-analytics-dropped", out IEnumerable<string>? reasons) ? reasons.Single() : "";
    }

    private async Task<(int Pageviews, int Visitors)> CountAsync()
    {
        HttpResponseMessage answer = await _product.Admin.PostAsJsonAsync("/api/v2/query", new { site_id = _site, metrics = new[] { "pageviews", "visitors" }, date_range = "day" });
        using JsonDocument json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        JsonElement metrics = json.RootElement.GetProperty("results")[0].GetProperty("metrics");
        return (metrics[0].GetInt32(), metrics[1].GetInt32());
    }

    [Fact]
    public async Task Without_consent_page_views_count_and_visitors_do_not_until_they_agree()
    {
        await SetAsync(new { consent = "idless" });

        Assert.Equal("", await SendAsync(null));
        Assert.Equal("", await SendAsync(0));
        Assert.Equal((2, 0), await CountAsync());
        Assert.Equal("", await SendAsync(1));
        Assert.Equal("", await SendAsync(true));
        Assert.Equal((4, 1), await CountAsync());
    }

    [Fact]
    public async Task A_signal_of_the_browser_is_heeded_by_its_headers()
    {
        await SetAsync(new { privacySignals = "drop" });

        Assert.Equal("privacy_signal", await SendAsync(null, ("Sec-GPC", "1")));
        Assert.Equal("privacy_signal", await SendAsync(null, ("DNT", "1")));
        Assert.Equal("", await SendAsync(null, ("DNT", "0")));
        Assert.Equal((1, 1), await CountAsync());
    }

    [Fact]
    public async Task Choices_that_are_none_are_refused_by_name_all_at_once()
    {
        HttpResponseMessage answer = await _product.Admin.PutAsJsonAsync(
            "/api/v2/sites/" + _site,
            new { settings = new { consent = "perhaps", privacySignals = "x", scrubPaths = "y", excludedCountries = new[] { "Estonia" }, dailyEventBudget = 5 } });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using JsonDocument json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        JsonElement errors = json.RootElement.GetProperty("errors");
        Assert.Equal(
            ["settings.consent", "settings.dailyEventBudget", "settings.excludedCountries", "settings.privacySignals", "settings.scrubPaths"],
            errors.EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
        Assert.Equal("must be full, idless, nothing", errors.GetProperty("settings.consent")[0].GetString());
    }
}
