using Analytics.Functions.Http;
using Analytics.Store.Inputs;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Analytics.Functions.Maintain;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Analytics.Functions.Tests.Maintain;

public sealed class MaintenanceTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private readonly ManualClock _clock = new(Some.Noon);
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo, _clock);

        // Only the runs of a test count: the timer's first one would do some of their work.
        await _product.Services.GetServices<IHostedService>().OfType<MaintenanceTimer>().Single().StopAsync(CancellationToken.None);
        _ = await _product.CreateSiteAsync("example.com");
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.Accepted, (await _product.SendEventAsync(new { n = "pageview", u = $"https://example.com/{i}", d = "example.com" })).StatusCode);
        }
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Fact]
    public async Task A_day_is_sealed_after_its_end_and_answers_as_before()
    {
        string open = await Answer();
        _clock.Advance(TimeSpan.FromHours(15));
        await Maintain();

        JsonElement day = Assert.Single((await Read()).GetProperty("days").EnumerateArray());
        Assert.Equal(("2026-03-10", "sealed", 3, 1), (Text(day, "day"), Text(day, "state"), day.GetProperty("pageviews").GetInt32(), day.GetProperty("visitors").GetInt32()));
        Assert.Equal(open, await Answer());

        _clock.Advance(TimeSpan.FromHours(25));
        await Maintain();
        day = Assert.Single((await Read()).GetProperty("days").EnumerateArray());
        Assert.Equal(0, day.GetProperty("drift").GetInt32());
        Assert.True(day.TryGetProperty("auditedAt", out _));
    }

    [Fact]
    public async Task A_day_can_be_sealed_on_request_once_it_is_over()
    {
        HttpResponseMessage early = await Seal("2026-03-10");
        Assert.Equal(HttpStatusCode.BadRequest, early.StatusCode);
        Assert.Contains("is not over yet", await early.Content.ReadAsStringAsync());

        _clock.Advance(TimeSpan.FromHours(12.1));
        JsonElement done = await (await Seal("2026-03-10")).Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(done.GetProperty("sealed").GetBoolean());
        Assert.Equal(3, done.GetProperty("events").GetInt32());
        Assert.False((await (await Seal("2026-03-08")).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("sealed").GetBoolean());
    }

    [Fact]
    public async Task What_cannot_be_read_is_told_by_its_field()
    {
        Assert.Equal(["day"], await Faults(await Seal("yesterday")));
        Assert.Equal(["from", "to"], await Faults(await _product.Admin.GetAsync("/api/v2/sites/example.com/maintenance?from=x&to=y")));
        Assert.Equal(["from"], await Faults(await _product.Admin.GetAsync("/api/v2/sites/example.com/maintenance?from=2026-03-10&to=2026-03-09")));
        Assert.Equal(HttpStatusCode.NotFound, (await _product.Admin.GetAsync("/api/v2/sites/other.net/maintenance")).StatusCode);
    }

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();

    private static async Task<IEnumerable<string>> Faults(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Select(e => e.Name).Order();
    }

    private Task<HttpResponseMessage> Seal(string day) => _product.Admin.PostAsJsonAsync("/api/v2/sites/example.com/maintenance/seal", new { day });

    private async Task<JsonElement> Read() => await _product.Admin.GetFromJsonAsync<JsonElement>("/api/v2/sites/example.com/maintenance");

    [Fact]
    public async Task A_run_that_is_told_to_end_is_no_failure_and_the_next_one_goes_on()
    {
        _clock.Advance(TimeSpan.FromHours(15));
        using var over = new CancellationTokenSource();
        await over.CancelAsync();

        MaintenanceRun cut = await _product.Services.GetRequiredService<Maintenance>().RunAsync(over.Token);
        Assert.False(cut.IsComplete);
        Assert.Null(cut.OldestUnsealedDay); // nobody looked

        MaintenanceRun next = await Maintain();
        Assert.True(next.IsComplete);
        Assert.Equal((TimeSpan.Zero, 0, 0L), (next.OldestUnsealedDay, next.Faults, next.Drift));
        Assert.Equal("sealed", Text(Assert.Single((await Read()).GetProperty("days").EnumerateArray()), "state"));
    }

    [Fact]
    public async Task Salts_are_gone_through_at_a_process_s_first_run_and_then_every_ten_minutes()
    {
        _clock.Set(Some.Noon.AddHours(12 + 25).AddMinutes(-1));
        Assert.Equal(0, (await Maintain()).SaltsDestroyed); // its time has not come
        _clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(0, (await Maintain()).SaltsDestroyed); // its time has come; nobody looks yet
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, (await Maintain()).SaltsDestroyed);
    }

    [Fact]
    public async Task Salts_that_were_found_overdue_are_told_until_the_next_round()
    {
        _clock.Set(Some.Noon.AddDays(3));
        List<int> told = [];
        for (int minute = 0; minute < 12; minute++)
        {
            told.Add((await Maintain()).SaltsOverdue);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal([.. Enumerable.Repeat(1, 10), 0, 0], told);
    }

    private Task<MaintenanceRun> Maintain() => _product.Services.GetRequiredService<Maintenance>().RunAsync(TestContext.Current.CancellationToken);

    private async Task<string> Answer() => (await _product.QueryAsync(new
    {
        site_id = "example.com",
        metrics = new[] { "visitors", "pageviews", "bounce_rate" },
        date_range = new[] { "2026-03-10", "2026-03-10" },
        dimensions = new[] { "event:page" },
    })).GetProperty("results").GetRawText();
}
