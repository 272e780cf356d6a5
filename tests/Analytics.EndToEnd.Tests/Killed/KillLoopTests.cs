using Analytics.Engine.Tables;
using Analytics.Store.Calendars;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Analytics.Engine;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Testing.Simulation;

namespace Analytics.EndToEnd.Tests.Killed;

/// <summary>
/// The program is killed while it stores events and while it seals a day, again and again: what it acknowledged is counted, once.
/// <c>ANALYTICS_KILLS=200</c> kills it so often; the database survives, for DynamoDB Local itself loses writes when it is killed.
/// </summary>
public sealed class KillLoopTests(LocalDynamo dynamo, ITestOutputHelper output)
{
    private const int UsualKills = 8;
    private const int Stored = 600;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Killed_at_any_moment_it_has_counted_once_what_it_acknowledged()
    {
        string name = LocalDynamo.NewTableName();
        using var program = new KilledProgram(dynamo, new TableNames(name, name + "Salts"));
        using HttpClient client = program.Client();
        LocalDay today = new(DateOnly.FromDateTime(DateTime.UtcNow));
        program.Start();
        SiteId site = await CreateSiteAsync(client);
        await StoreAsync(name, site, today.Plus(-1));

        int kills = int.TryParse(Environment.GetEnvironmentVariable("ANALYTICS_KILLS"), CultureInfo.InvariantCulture, out int asked) ? asked : UsualKills;
        var random = new Random(Seeds.Some(1).First());
        var senders = new Senders(client, today.Plus(-2).ToString(), today.Plus(-1).ToString());
        using var stop = new CancellationTokenSource();
        Task sending = senders.RunAsync(stop.Token);
        for (int i = 0; i < kills; i++)
        {
            await UntilReadyAsync(client);
            int begun = senders.SealsBegun;
            await UntilAsync(() => senders.SealsBegun > begun, "A ready program is not asked to seal.");
            await Task.Delay(random.Next(800), TestContext.Current.CancellationToken);
            await program.KillAsync();
            program.Start();
            if (random.Next(5) == 0)
            {
                await Task.Delay(random.Next(1000), TestContext.Current.CancellationToken); // while it starts
                await program.KillAsync();
                program.Start();
                i++;
            }
        }

        // However slow the machine is, the day has been sealed at least once before nobody asks for it any more.
        await UntilAsync(() => senders.Seals > 0, "The day is never sealed.");
        await stop.CancelAsync();
        await sending;
        output.WriteLine($"{kills} kills, {senders.Pages.Count} events, {senders.SentAgain} of them sent again, {senders.Seals} seals");
        Dictionary<string, int> expected = senders.Pages.ToDictionary(page => page, _ => 1);
        for (int i = 0; i < Stored; i++)
        {
            expected[$"/stored-{i}"] = 1;
        }

        await AssertCountedAsync(client, today, expected);
        Assert.True(senders.SentAgain > 0, "Nothing was under way when it was killed.");
    }

    private static async Task UntilAsync(Func<bool> holds, string otherwise)
    {
        for (var clock = Stopwatch.StartNew(); !holds(); await Task.Delay(10, TestContext.Current.CancellationToken))
        {
            Assert.True(clock.Elapsed < Patience, otherwise);
        }
    }

    // What came to a day after its seal counts from the next; nothing ever counts twice.
    private static async Task AssertCountedAsync(HttpClient client, LocalDay today, Dictionary<string, int> expected)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            Dictionary<string, int> counted = await CountAsync(client, today);
            Assert.DoesNotContain(counted, page => page.Value > expected.GetValueOrDefault(page.Key));
            string[] missing = [.. expected.Keys.Where(page => !counted.ContainsKey(page))];
            if (missing.Length == 0)
            {
                return;
            }

            Assert.True(clock.Elapsed < Patience, $"{missing.Length} acknowledged events are not counted: {string.Join(' ', missing.Take(10))}");
            await Task.Delay(2000, TestContext.Current.CancellationToken);
            foreach (int day in new[] { -2, -1 })
            {
                using HttpResponseMessage _ = await client.PostAsJsonAsync("/api/v2/sites/example.com/maintenance/seal", new { day = today.Plus(day).ToString() });
            }
        }
    }

    private static async Task<Dictionary<string, int>> CountAsync(HttpClient client, LocalDay today)
    {
        const int page = 10_000;
        Dictionary<string, int> counted = [];
        for (int offset = 0; ; offset += page)
        {
            using HttpResponseMessage response = await client.PostAsJsonAsync("/api/v2/query", new
            {
                site_id = "example.com",
                metrics = new[] { "events" },
                dimensions = new[] { "event:page" },
                date_range = new[] { today.Plus(-3).ToString(), today.Plus(1).ToString() },
                pagination = new { limit = page, offset },
            });
            string body = await response.Content.ReadAsStringAsync();
            Assert.True(response.IsSuccessStatusCode, body);
            JsonElement[] rows = [.. JsonDocument.Parse(body).RootElement.GetProperty("results").EnumerateArray()];
            foreach (JsonElement row in rows)
            {
                counted[row.GetProperty("dimensions")[0].GetString()!] = row.GetProperty("metrics")[0].GetInt32();
            }

            if (rows.Length < page)
            {
                return counted;
            }
        }
    }

    private static async Task<SiteId> CreateSiteAsync(HttpClient client)
    {
        await UntilReadyAsync(client);
        using HttpResponseMessage response = await client.PostAsJsonAsync("/api/v2/sites", new { name = "Shop", domain = "example.com", timezone = "UTC" });
        response.EnsureSuccessStatusCode();
        return SiteId.Parse((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!);
    }

    private static async Task UntilReadyAsync(HttpClient client)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using HttpResponseMessage response = await client.GetAsync("/health/ready");
                if (response.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception starting) when (starting is HttpRequestException or OperationCanceledException)
            {
                Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1), "It does not start.");
            }

            await Task.Delay(20);
        }
    }

    // A day that was over before the test began, and can be sealed at once.
    private async Task StoreAsync(string table, SiteId site, LocalDay day)
    {
        DateTimeOffset noon = new(day.Date.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);
        await Parallel.ForAsync(0, Stored, async (i, cancellation) =>
        {
            DateTimeOffset at = noon.AddSeconds(i);
            Event e = Some.Pageview(FormattableString.Invariant($"s{i}"), FormattableString.Invariant($"/stored-{i}"), at, (ulong)i) with { Site = site };
            _ = await dynamo.Client.PutItemAsync(new RecordEvent(e, 1, TimeSpan.FromDays(30)).ToRequest(table), cancellation);
        });
    }
}
