using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Analytics.Functions.Tests.Sites;

/// <summary>How long kinds of events are kept, as it is set and taken back over HTTP.</summary>
public sealed class KindSettingsTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private RunningProduct _product = null!;
    private string _site = "";

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo);
        _site = await _product.CreateSiteAsync("example.com", settings: new { singleVisits = true });
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    private static async Task<JsonElement> JsonOf(HttpResponseMessage response) => JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

    private async Task<JsonElement> SetAsync(object settings)
    {
        HttpResponseMessage response = await _product.Admin.PutAsJsonAsync($"/api/v2/sites/{_site}", new { settings });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await JsonOf(response)).GetProperty("settings");
    }

    [Fact]
    public async Task A_kind_has_its_days_until_they_are_taken_back()
    {
        JsonElement settings = await SetAsync(new { eventsRetentionDays = 90, errorsRetentionDays = 30, sessionsRetentionDays = 365 });
        Assert.Equal((90, 30, 365), (settings.GetProperty("eventsRetentionDays").GetInt32(), settings.GetProperty("errorsRetentionDays").GetInt32(), settings.GetProperty("sessionsRetentionDays").GetInt32()));
        Assert.False(settings.TryGetProperty("vitalsRetentionDays", out _));

        settings = await SetAsync(new { eventsRetentionDays = 0, vitalsRetentionDays = 7 });
        Assert.False(settings.TryGetProperty("eventsRetentionDays", out _));
        Assert.Equal((30, 7), (settings.GetProperty("errorsRetentionDays").GetInt32(), settings.GetProperty("vitalsRetentionDays").GetInt32()));
    }

    [Fact]
    public async Task Every_fault_is_told_by_its_field()
    {
        HttpResponseMessage response = await _product.Admin.PutAsJsonAsync(
            $"/api/v2/sites/{_site}", new { settings = new { eventsRetentionDays = 2, errorsRetentionDays = -1, vitalsRetentionDays = 36501, sessionsRetentionDays = -1 } });
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(
            ["settings.errorsRetentionDays", "settings.eventsRetentionDays", "settings.sessionsRetentionDays", "settings.vitalsRetentionDays"],
            (await JsonOf(response)).GetProperty("errors").EnumerateObject().Select(e => e.Name).Order());

        response = await _product.Admin.PutAsJsonAsync($"/api/v2/sites/{_site}", new { settings = new { eventRetentionDays = 90 } });
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task What_is_set_holds_for_the_next_answer()
    {
        string time = DateTime.UtcNow.Date.AddDays(-5).AddHours(12).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        object[] events = [.. new[] { "pageview", "Signup", "error", "web_vitals" }.Select(name => new { name, url = "https://example.com/", timestamp = time, visitor = new { id = "ada" }, props = new { message = "Oh" } })];
        Assert.Equal(4, (await JsonOf(await _product.Admin.PostAsJsonAsync("/v1/ingest/batch", new { site = "example.com", events }))).GetProperty("accepted").GetInt32());
        Assert.Equal(["Signup", "error", "pageview", "web_vitals"], await NamesAsync());
        Assert.Equal(1, await SessionsAsync());

        _ = await SetAsync(new { eventsRetentionDays = 3, errorsRetentionDays = 5, vitalsRetentionDays = 4 });
        Assert.Equal(["error", "pageview"], await NamesAsync());
        Assert.Equal(1, await SessionsAsync());
        _ = await SetAsync(new { sessionsRetentionDays = 4 });
        Assert.Equal(0, await SessionsAsync());
        Assert.Equal(["error", "pageview"], await NamesAsync());
    }

    private async Task<IEnumerable<string>> NamesAsync()
    {
        HttpResponseMessage response = await _product.Admin.PostAsJsonAsync(
            "/api/v2/query", new { site_id = "example.com", metrics = new[] { "events" }, date_range = "28d", dimensions = new[] { "event:name" } });
        return (await JsonOf(response)).GetProperty("results").EnumerateArray().Select(row => row.GetProperty("dimensions")[0].GetString()!).Order(StringComparer.Ordinal);
    }

    private async Task<int> SessionsAsync() =>
        (await JsonOf(await _product.Admin.GetAsync("/v1/sessions?site=example.com&period=30d"))).GetProperty("data").GetArrayLength();
}
