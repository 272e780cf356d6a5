using Analytics.Engine.Accounts;
using Analytics.Engine.Days;
using Analytics.Engine.Erasing;
using Analytics.Engine.Reading;
using Analytics.Engine.Recording;
using Analytics.Engine.Sites;
using Analytics.Store.Calendars;
using Analytics.Store.Drops;
using Analytics.Store.Inputs;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Analytics.Engine;
using Analytics.Functions.Maintain;
using Analytics.Store.Accounts;
using Analytics.Store.Days;
using Analytics.Store.Erasures;
using Analytics.Store.Ingest;
using Analytics.Store.Sites;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Analytics.Functions.Tests.Health;

public sealed class HealthTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string Route = "/api/v2/health";
    private readonly ManualClock _clock = new(Some.Noon);
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await StartAsync();
        await SendAsync(_product);
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Fact]
    public async Task All_is_well_where_nothing_waits()
    {
        JsonElement health = await ReadAsync();

        Assert.Equal("ok", Text(health, "status"));
        Assert.Empty(Words(health));
        Assert.Equal(Some.Noon, health.GetProperty("now").GetDateTimeOffset());
        Assert.Matches(@"^\d+\.\d+\.\d+$", Text(health, "version"));
        Assert.False(health.TryGetProperty("oldestDue", out _));
        Assert.False(health.TryGetProperty("events", out _)); // without a budget nobody counts
        JsonElement site = SiteOf(health);
        Assert.Equal(("example.com", true), (Text(site, "name"), site.GetProperty("isActive").GetBoolean()));
        Assert.Equal(Some.Noon, site.GetProperty("lastEvent").GetDateTimeOffset());
        Assert.Equal(new DateTimeOffset(2026, 3, 11, 2, 0, 0, TimeSpan.Zero), site.GetProperty("nextWork").GetDateTimeOffset());
        Assert.Empty(site.GetProperty("days").EnumerateArray());
    }

    [Fact]
    public async Task Maintenance_that_does_not_run_is_told_by_the_oldest_work_that_waits()
    {
        _clock.Set(new DateTimeOffset(2026, 3, 11, 2, 30, 0, TimeSpan.Zero));
        JsonElement soon = await ReadAsync();
        Assert.Equal("ok", Text(soon, "status")); // a seal is half an hour late: that is nothing

        _clock.Set(new DateTimeOffset(2026, 3, 11, 9, 0, 0, TimeSpan.Zero));
        JsonElement health = await ReadAsync();
        var due = new DateTimeOffset(2026, 3, 11, 2, 0, 0, TimeSpan.Zero);
        Assert.Equal("attention", Text(health, "status"));
        Assert.Equal(["maintenance_late"], Words(health));
        Assert.Contains("for 7 hours", Text(health.GetProperty("reasons")[0], "message"), StringComparison.Ordinal);
        Assert.Equal((due, due), (health.GetProperty("oldestDue").GetDateTimeOffset(), health.GetProperty("reasons")[0].GetProperty("since").GetDateTimeOffset()));
        JsonElement unsealed = SiteOf(health).GetProperty("unsealed");
        Assert.Equal(("2026-03-10", due), (Text(unsealed, "day"), unsealed.GetProperty("since").GetDateTimeOffset()));

        await MaintainAsync();
        JsonElement after = await ReadAsync();
        Assert.Equal("ok", Text(after, "status"));
        Assert.False(SiteOf(after).TryGetProperty("unsealed", out _));
        Assert.Equal(Some.Noon, SiteOf(after).GetProperty("lastEvent").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_day_that_waits_while_others_are_done_is_told_with_the_command_that_helps()
    {
        _clock.Set(new DateTimeOffset(2026, 3, 11, 9, 0, 0, TimeSpan.Zero));
        await MaintainAsync();
        Site site = await FindAsync();
        var waiting = new WorkMarker(site.Id, new LocalDay(2026, 3, 9), new DateTimeOffset(2026, 3, 10, 2, 0, 0, TimeSpan.Zero));
        _ = await _product.Dynamo.PutItemAsync(waiting.ToRequest(_product.Tables.Events));

        JsonElement reason = Assert.Single((await ReadAsync()).GetProperty("reasons").EnumerateArray());
        Assert.Equal(("day_unsealed", "2026-03-09"), (Text(reason, "reason"), Text(reason, "day")));
        Assert.Equal("2026-03-09 is over and has waited 31 hours for its seal.", Text(reason, "message"));
        Assert.Equal($"analytics rebuild --site {site.Id} --day 2026-03-09", Text(reason, "command"));
        Assert.Equal("example.com", Text(reason.GetProperty("site"), "name"));
    }

    [Fact]
    public async Task Upkeep_that_waits_is_no_day_that_waits()
    {
        _clock.Set(new DateTimeOffset(2026, 3, 11, 9, 0, 0, TimeSpan.Zero));
        await MaintainAsync();
        _clock.Advance(TimeSpan.FromHours(26));

        JsonElement health = await ReadAsync();
        Assert.Equal(["maintenance_late"], Words(health)); // its audit is due
        Assert.False(SiteOf(health).TryGetProperty("unsealed", out _));
    }

    [Fact]
    public async Task Drift_and_alarms_of_a_month_are_told()
    {
        _clock.Set(new DateTimeOffset(2026, 3, 11, 9, 0, 0, TimeSpan.Zero));
        await MaintainAsync();
        Site site = await FindAsync();
        Day day = Assert.Single(await _product.Services.GetRequiredService<DayReader>().ReadDaysAsync(site, new LocalDay(2026, 3, 10), new LocalDay(2026, 3, 10), CancellationToken.None));
        Day differing = day with { Version = day.Version + 1, Drift = -2, AuditedAt = _clock.GetUtcNow(), Alarm = "Of 5 events that were counted 3 are left: the day stays as it was sealed." };
        _ = await _product.Dynamo.PutItemAsync(DayCommands.Put(_product.Tables.Events, differing, day.Version));

        JsonElement health = await ReadAsync();
        Assert.Equal(["day_drift", "day_alarm"], Words(health));
        Assert.Equal("2026-03-10 differed from the raw events by 2 events when it was compared.", Text(health.GetProperty("reasons")[0], "message"));
        Assert.Contains("3 are left", Text(health.GetProperty("reasons")[1], "message"), StringComparison.Ordinal);
        JsonElement trouble = Assert.Single(SiteOf(health).GetProperty("days").EnumerateArray());
        Assert.Equal(("2026-03-10", -2), (Text(trouble, "day"), trouble.GetProperty("drift").GetInt32()));

        _clock.Advance(TimeSpan.FromDays(30));
        Assert.DoesNotContain("day_drift", Words(await ReadAsync()));
    }

    [Fact]
    public async Task Drops_that_somebody_can_help_are_told_and_bots_are_only_counted()
    {
        Site site = await FindAsync();
        Count(site, DropReason.Bot, 5_000);
        Count(site, DropReason.Hostname, 99);
        JsonElement health = await ReadAsync();
        Assert.Empty(Words(health));
        Assert.Equal((5_000, 99), (Dropped(health, "bot"), Dropped(health, "hostname")));
        Assert.Equal("2026-03-09", Text(SiteOf(health).GetProperty("dropped"), "from"));

        _clock.Advance(TimeSpan.FromHours(12)); // midnight: what was dropped yesterday is not forgotten
        Count(site, DropReason.Hostname, 1);
        JsonElement reason = Assert.Single((await ReadAsync()).GetProperty("reasons").EnumerateArray());
        Assert.Equal("events_dropped", Text(reason, "reason"));
        Assert.StartsWith("100 events since 2026-03-10 were dropped", Text(reason, "message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_that_is_paused_is_told_until_the_pause_ends()
    {
        Site site = await FindAsync();
        _ = await _product.Dynamo.UpdateItemAsync(PauseSite.ToRequest(_product.Tables.Events, site.Id, Some.Noon.AddHours(12)));

        JsonElement health = await ReadAsync();
        Assert.Equal(["site_paused"], Words(health));
        Assert.Contains("2026-03-11 00:00 UTC", Text(health.GetProperty("reasons")[0], "message"), StringComparison.Ordinal);
        Assert.Equal(Some.Noon.AddHours(12), SiteOf(health).GetProperty("pausedUntil").GetDateTimeOffset());

        _clock.Advance(TimeSpan.FromHours(12));
        Assert.Empty(Words(await ReadAsync()));
    }

    [Fact]
    public async Task A_budget_that_is_used_up_is_told_to_who_may_see_all_sites()
    {
        await using RunningProduct product = await StartAsync(dailyEvents: 1);
        Assert.Equal((0, 1), Events(await ReadAsync(product.Admin)));

        await SendAsync(product);
        JsonElement health = await ReadAsync(product.Admin);
        Assert.Equal((1, 1), Events(health));
        Assert.Equal(["budget_used_up"], Words(health));
        Assert.StartsWith("All sites together have taken 1 event today; the budget is 1 event.", Text(health.GetProperty("reasons")[0], "message"), StringComparison.Ordinal);

        using HttpClient stranger = await KeyAsync(product, "another", Scopes.All);
        Assert.False((await ReadAsync(stranger)).TryGetProperty("events", out _));
    }

    [Fact]
    public async Task Erasures_that_are_not_finished_are_counted_and_one_that_cannot_go_on_is_told()
    {
        HttpResponseMessage asked = await _product.Admin.PostAsJsonAsync("/api/v2/sites/example.com/erasures", new { userId = "ada" });
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        JsonElement health = await ReadAsync();
        Assert.Empty(Words(health));
        Assert.Equal(1, SiteOf(health).GetProperty("erasures").GetInt32());

        ErasureReader erasures = _product.Services.GetRequiredService<ErasureReader>();
        Erasure erasure = Assert.Single(await erasures.ListAsync((await FindAsync()).Id, CancellationToken.None));
        _ = await _product.Dynamo.PutItemAsync(ErasureCommands.Put(_product.Tables.Events, erasure with { Version = erasure.Version + 1, Fault = "The secret is lost." }));
        JsonElement reason = Assert.Single((await ReadAsync()).GetProperty("reasons").EnumerateArray());
        Assert.Equal(("erasure_stuck", "An erasure cannot go on: The secret is lost."), (Text(reason, "reason"), Text(reason, "message")));

        _clock.Advance(TimeSpan.FromMinutes(3));
        await MaintainAsync();
        Assert.Equal(0, SiteOf(await ReadAsync()).GetProperty("erasures").GetInt32());
    }

    [Fact]
    public async Task Nobody_sees_how_the_sites_of_others_are()
    {
        _clock.Set(new DateTimeOffset(2026, 3, 11, 9, 0, 0, TimeSpan.Zero));
        using HttpClient stranger = await KeyAsync(_product, "another", Scopes.All);

        JsonElement health = await ReadAsync(stranger);
        Assert.Equal("ok", Text(health, "status"));
        Assert.Empty(health.GetProperty("sites").EnumerateArray());
        Assert.False(health.TryGetProperty("oldestDue", out _));
        Assert.DoesNotContain("example.com", health.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_takes_the_scope_of_those_who_can_help()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await _product.Anonymous.GetAsync(Route)).StatusCode);
        using HttpClient reader = await KeyAsync(_product, "default", Scopes.Stats);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync(Route)).StatusCode);
    }

    [Fact]
    public async Task Many_sites_come_page_by_page()
    {
        for (int i = 0; i < 25; i++)
        {
            _ = await _product.CreateSiteAsync($"s{i}.example.org");
        }

        JsonElement first = await ReadAsync();
        JsonElement second = await _product.Admin.GetFromJsonAsync<JsonElement>($"{Route}?after={Text(first, "next")}");
        Assert.False(second.TryGetProperty("next", out _));
        string?[][] pages = [.. new[] { first, second }.Select(page => page.GetProperty("sites").EnumerateArray().Select(s => Text(s, "name")).ToArray())];
        Assert.Equal((25, 1), (pages[0].Length, pages[1].Length));
        Assert.Equal(26, pages.SelectMany(names => names).Distinct().Count());
        Assert.Equal(HttpStatusCode.BadRequest, (await _product.Admin.GetAsync(Route + "?after=%23%20")).StatusCode);
    }

    // Maintenance runs when a test says so, and never else.
    private async Task<RunningProduct> StartAsync(long dailyEvents = 0)
    {
        RunningProduct product = await RunningProduct.StartAsync(
            dynamo, _clock, settings: new Dictionary<string, string> { ["ANALYTICS_DAILY_EVENTS"] = dailyEvents.ToString(CultureInfo.InvariantCulture) });
        await product.Services.GetServices<IHostedService>().OfType<MaintenanceTimer>().Single().StopAsync(CancellationToken.None);
        _ = await product.CreateSiteAsync("example.com");
        return product;
    }

    private static async Task SendAsync(RunningProduct product) =>
        Assert.Equal(HttpStatusCode.Accepted, (await product.SendEventAsync(new { n = "pageview", u = "https://example.com/", d = "example.com" })).StatusCode);

    private static async Task<HttpClient> KeyAsync(RunningProduct product, string owner, Scopes scopes)
    {
        (string secret, _) = await product.Services.GetRequiredService<AccountStore>().CreateKeyAsync(owner, "a key", scopes, CancellationToken.None);
        var client = new HttpClient { BaseAddress = product.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return client;
    }

    private async Task<Site> FindAsync() => (await _product.Services.GetRequiredService<SiteDirectory>().FindAsync("example.com", CancellationToken.None))!;

    private void Count(Site site, DropReason reason, int times)
    {
        DropTally tally = _product.Services.GetRequiredService<DropTally>();
        for (int i = 0; i < times; i++)
        {
            tally.Count(site, reason);
        }
    }

    private async Task MaintainAsync() => await _product.Services.GetRequiredService<Maintenance>().RunAsync(TestContext.Current.CancellationToken);

    private Task<JsonElement> ReadAsync() => ReadAsync(_product.Admin);

    private static async Task<JsonElement> ReadAsync(HttpClient client) => await client.GetFromJsonAsync<JsonElement>(Route);

    private static JsonElement SiteOf(JsonElement health) => Assert.Single(health.GetProperty("sites").EnumerateArray());

    private static string[] Words(JsonElement health) => [.. health.GetProperty("reasons").EnumerateArray().Select(r => Text(r, "reason")!)];

    private static int Dropped(JsonElement health, string reason) => SiteOf(health).GetProperty("dropped").GetProperty("events").GetProperty(reason).GetInt32();

    private static (int Taken, int Budget) Events(JsonElement health) =>
        (health.GetProperty("events").GetProperty("taken").GetInt32(), health.GetProperty("events").GetProperty("budget").GetInt32());

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();
}
