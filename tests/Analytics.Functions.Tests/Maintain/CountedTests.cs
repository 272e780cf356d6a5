using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Analytics.Functions.Maintain;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.Functions.Tests.Maintain;

/// <summary>An event that an answer has counted is in every later answer, whatever becomes of its day; one that does not count yet is announced.</summary>
public sealed class CountedTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string Past = "2026-02-20";
    private static readonly DateTimeOffset Then = new(2026, 2, 20, 10, 0, 0, TimeSpan.Zero);
    private readonly ManualClock _clock = new(Some.Noon);
    private RunningProduct _product = null!;
    private int _sent;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo, _clock);
        _ = await _product.CreateSiteAsync("example.com");
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Fact]
    public async Task What_was_sent_a_moment_ago_counts_after_a_seal_as_before()
    {
        await SendAsync(2);
        Assert.Equal(2, await CountAsync());

        JsonElement work = await SealAsync();

        Assert.Equal((true, 2), (work.GetProperty("sealed").GetBoolean(), work.GetProperty("events").GetInt32()));
        Assert.Equal(2, await CountAsync());
        Assert.Equal(0, (await AuditAsync()).GetProperty("drift").GetInt32());
        await LiveAsync(TimeSpan.FromMinutes(40), () => Task.CompletedTask, atLeast: 2);
    }

    [Fact]
    public async Task An_import_that_runs_on_over_seals_loses_nothing_that_was_counted()
    {
        await LiveAsync(TimeSpan.FromMinutes(40), () => SendAsync(1), atLeast: 0);
        await LiveAsync(TimeSpan.FromMinutes(40), () => Task.CompletedTask, atLeast: 0);

        Assert.Equal(_sent, await CountAsync());
        Assert.False(IsPending(await AskAsync()));
    }

    [Fact]
    public async Task A_late_event_is_announced_by_its_day_before_it_is_acknowledged_and_counts_within_two_minutes()
    {
        await SendAsync(2);
        await LiveAsync(TimeSpan.FromMinutes(40), () => Task.CompletedTask, atLeast: 2);
        HttpResponseMessage known = await GetAsync(null);
        Assert.Equal(HttpStatusCode.NotModified, (await GetAsync(known.Headers.ETag!.ToString())).StatusCode);

        await SendAsync(1);

        JsonElement answer = await AskAsync();
        Assert.Equal((2, true), (Count(answer), IsPending(answer)));
        Assert.Equal([Past], answer.GetProperty("meta").GetProperty("late_events_pending_days").EnumerateArray().Select(d => d.GetString()));
        HttpResponseMessage again = await GetAsync(known.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        await LiveAsync(TimeSpan.FromMinutes(2), () => Task.CompletedTask, atLeast: 2);
        Assert.Equal(3, await CountAsync());
        Assert.False(IsPending(await AskAsync()));
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(again.Headers.ETag!.ToString())).StatusCode);
    }

    [Theory]
    [InlineData(133)]
    [InlineData(540)]
    public async Task A_late_event_soon_after_a_seal_counts_or_is_announced_at_once_and_counts_at_the_next_seal(int seconds)
    {
        await SendAsync(2);
        _ = await SealAsync();
        await LiveAsync(TimeSpan.FromSeconds(seconds), () => Task.CompletedTask, atLeast: 2);

        await SendAsync(1);

        JsonElement answer = await AskAsync();
        Assert.True(Count(answer) == 3 || IsPending(answer));
        await LiveAsync(TimeSpan.FromMinutes(17), () => Task.CompletedTask, atLeast: Count(answer));
        Assert.Equal(3, await CountAsync());
        Assert.False(IsPending(await AskAsync()));
    }

    [Fact]
    public async Task A_late_beacon_of_a_browser_is_announced_and_counts_from_the_next_slot()
    {
        Assert.Equal(HttpStatusCode.Accepted, await BeaconAsync("a", age: 0));
        _clock.Set(Some.Noon.Date.AddDays(1).AddHours(2.3));
        await LiveAsync(TimeSpan.FromMinutes(20), () => Task.CompletedTask, 0);
        Assert.Equal(1, await CountAsync("2026-03-10"));

        Assert.Equal(HttpStatusCode.Accepted, await BeaconAsync("b", age: 4 * 3600 * 1000));

        JsonElement answer = await AskAsync("2026-03-10");
        Assert.Equal((1, true), (Count(answer), IsPending(answer)));
        _clock.Set(Some.Noon.Date.AddDays(1).AddHours(4.1));
        await LiveAsync(TimeSpan.FromMinutes(1), () => Task.CompletedTask, 0);
        answer = await AskAsync("2026-03-10");
        Assert.Equal((2, false), (Count(answer), IsPending(answer)));
    }

    [Fact]
    public async Task A_late_beacon_is_announced_on_a_day_that_a_change_of_zone_made_shorter()
    {
        const string today = "2026-03-10";
        Assert.Equal(HttpStatusCode.Accepted, await BeaconAsync("a", age: 0));
        _ = await Json(await _product.Admin.PutAsJsonAsync("/api/v2/sites/example.com", new { timezone = "Asia/Tokyo" }));
        _clock.Set(Some.Noon.Date.AddHours(17.2)); // the day ended at 15:00
        _ = await Json(await _product.Admin.PostAsJsonAsync("/api/v2/sites/example.com/maintenance/seal", new { day = today }));
        await LiveAsync(TimeSpan.FromMinutes(20), () => Task.CompletedTask, 0);
        Assert.Equal(1, await CountAsync(today));

        Assert.Equal(HttpStatusCode.Accepted, await BeaconAsync("b", age: 4 * 3600 * 1000));

        JsonElement answer = await AskAsync(today);
        Assert.Equal((1, true), (Count(answer), IsPending(answer)));
    }

    // Maintenance every minute; what answers count only grows.
    private async Task LiveAsync(TimeSpan time, Func<Task> act, int atLeast)
    {
        int counted = atLeast;
        for (DateTimeOffset end = _clock.GetUtcNow() + time; _clock.GetUtcNow() < end;)
        {
            await act();
            _clock.Advance(TimeSpan.FromSeconds(30));
            if (_clock.GetUtcNow().Second < 30)
            {
                _ = await _product.Services.GetRequiredService<Maintenance>().RunAsync(TestContext.Current.CancellationToken);
            }

            int now = await CountAsync();
            Assert.True(now >= counted, $"{counted} were counted, and {now} at {_clock.GetUtcNow():u}");
            counted = now;
        }
    }

    private async Task SendAsync(int events)
    {
        object[] batch = [.. Enumerable.Range(0, events).Select(i => new
        {
            timestamp = Then.AddMinutes(_sent + i),
            url = $"https://example.com/{_sent + i}",
            visitor = new { ip = $"203.0.113.{(_sent + i) % 250}", userAgent = Some.Chrome },
        })];
        _sent += events;
        JsonElement answer = await Json(await _product.Admin.PostAsJsonAsync("/v1/ingest/batch", new { site = "example.com", events = batch }));
        Assert.Equal(events, answer.GetProperty("accepted").GetInt32());
    }

    private async Task<HttpStatusCode> BeaconAsync(string page, long age) =>
        (await _product.SendEventAsync(new { n = "pageview", u = $"https://example.com/{page}", d = "example.com", a = age })).StatusCode;

    private async Task<JsonElement> SealAsync() => await Json(await _product.Admin.PostAsJsonAsync("/api/v2/sites/example.com/maintenance/seal", new { day = Past }));

    private async Task<JsonElement> AuditAsync() => await Json(await _product.Admin.PostAsJsonAsync("/api/v2/sites/example.com/maintenance/audit", new { day = Past }));

    private async Task<int> CountAsync(string day = Past) => Count(await AskAsync(day));

    private Task<JsonElement> AskAsync(string day = Past) => _product.QueryAsync(Question(day));

    private Task<HttpResponseMessage> GetAsync(string? tag)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v2/query?q=" + Uri.EscapeDataString(JsonSerializer.Serialize(Question(Past))));
        _ = tag is null || request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return _product.Admin.SendAsync(request);
    }

    private static object Question(string day) => new { site_id = "example.com", metrics = new[] { "pageviews" }, date_range = new[] { day, day } };

    private static int Count(JsonElement answer) => answer.GetProperty("results")[0].GetProperty("metrics")[0].GetInt32();

    private static bool IsPending(JsonElement answer) => answer.GetProperty("meta").TryGetProperty("late_events_pending", out JsonElement pending) && pending.GetBoolean();

    private static async Task<JsonElement> Json(HttpResponseMessage response)
    {
        string text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? JsonDocument.Parse(text).RootElement : throw new InvalidOperationException($"{(int)response.StatusCode}: {text}");
    }
}
