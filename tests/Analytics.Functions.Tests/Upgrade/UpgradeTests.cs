using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Analytics.Functions.Tests.Upgrade.November2026;

namespace Analytics.Functions.Tests.Upgrade;

/// <summary>
/// People upgrade with years of data in their tables. So a data folder is kept as a version left it (November2026/README.md), and every
/// later version must open it and say what that version said.
/// </summary>
public sealed class UpgradeTests(UpgradeTests.Untouched untouched) : IClassFixture<UpgradeTests.Untouched>
{
    /// <summary>A copy in which no test changes what is asked about.</summary>
    public sealed class Untouched : IAsyncLifetime
    {
        internal OldFolder Folder { get; private set; } = null!; // unless opening failed

        public async ValueTask InitializeAsync()
        {
            if (!File.Exists(OldFolder.Kept(OldFolder.Packed)))
            {
                await new Maker().MakeAsync();
                Assert.Fail("The kept data folder was not there and has been made. Of another commit than the readme's it proves nothing: bring the old one back.");
            }

            Folder = await OldFolder.OpenAsync();
        }

        public ValueTask DisposeAsync() => Folder?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_data_folder_of_November_2026_gives_the_answers_it_gave()
    {
        JsonObject answers = await untouched.Folder.AskAsync(Questions.All);

        JsonObject kept = Kept();
        AssertSame(kept, answers);
        Assert.Equal(kept.Select(answer => answer.Key), answers.Select(answer => answer.Key)); // a new question belongs to a new folder
    }

    // Of days in every state: sealed, open, and such as have raw events alone.
    [Theory]
    [InlineData("visit:locale")]
    [InlineData("visit:timezone")]
    [InlineData("visit:device_manufacturer")]
    [InlineData("visit:device_model")]
    [InlineData("visit:screen_density")]
    public async Task What_its_senders_could_not_tell_yet_is_not_set(string dimension)
    {
        foreach (string site in (string[])["shop.example", "blog.example", "docs.example"])
        {
            JsonElement all = await OnlyRowAsync(site), told = await OnlyRowAsync(site, dimension);

            Assert.Equal("(not set)", told.GetProperty("dimensions")[0].GetString());
            Assert.Equal(all.GetProperty("metrics").GetRawText(), told.GetProperty("metrics").GetRawText());
        }
    }

    private async Task<JsonElement> OnlyRowAsync(string site, params string[] dimensions)
    {
        HttpResponseMessage response = await untouched.Folder.Client.PostAsJsonAsync(
            "/api/v2/query", new { site_id = site, metrics = new[] { "visitors", "events" }, date_range = new[] { "2026-10-30", "2026-11-20" }, dimensions });
        return Assert.Single((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("results").EnumerateArray());
    }

    [Fact]
    public async Task Its_days_give_the_same_answers_when_they_are_built_again_and_as_time_goes_on()
    {
        await using OldFolder folder = await OldFolder.OpenAsync();
        Question[] lasting = [.. Questions.All.Where(q => q.IsLasting)];
        JsonObject all = Kept();
        var kept = new JsonObject(lasting.Select(q => KeyValuePair.Create(q.Name, all[q.Name]?.DeepClone())));
        Dictionary<string, int> states = [];
        List<Task> built = [];
        foreach (string site in (string[])["shop.example", "blog.example", "docs.example"])
        {
            JsonElement days = await folder.Client.GetFromJsonAsync<JsonElement>($"/api/v2/sites/{site}/maintenance");
            foreach (JsonElement day in days.GetProperty("days").EnumerateArray())
            {
                string state = day.GetProperty("state").GetString()!;
                states[state] = states.GetValueOrDefault(state) + 1;
                if (state == "sealed")
                {
                    built.Add(BuildAgainAsync(folder, site, day));
                }
            }
        }

        await Task.WhenAll(built);
        Assert.True(states["sealed"] > 14 && states["closed"] > 5 && states["open"] > 0, string.Join(", ", states));

        int late = await LateAsync(folder); // of a sealed day, for which an event came five minutes before the folder was left
        foreach (int hours in (int[])[1, 20, 60])
        {
            folder.Clock.Set(OldFolder.LeftAt.AddHours(hours)); // that event is counted; the open day is sealed and compared, and more days are closed
            await folder.Product.MaintainAsync();
        }

        Assert.Equal(late + 1, await LateAsync(folder));
        AssertSame(kept, await folder.AskAsync(lasting));
    }

    [Fact]
    public async Task Its_owner_signs_in_and_its_keys_do_what_they_did()
    {
        await using OldFolder folder = await OldFolder.OpenAsync();
        string email = OldFolder.Given("email");

        Assert.Equal(HttpStatusCode.NoContent, (await folder.Product.Anonymous.PostAsJsonAsync("/api/v2/login", new { email, password = OldFolder.Given("password") })).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await folder.Product.Anonymous.PostAsJsonAsync("/api/v2/login", new { email, password = "another password" })).StatusCode);

        using var me = new HttpRequestMessage(HttpMethod.Get, "/api/v2/me") { Headers = { { "Cookie", OldFolder.Given("cookie") } } };
        JsonElement stillSignedIn = await (await folder.Product.Anonymous.SendAsync(me)).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(email, stillSignedIn.GetProperty("email").GetString());

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden], await May(folder, "stats"));
        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.OK, HttpStatusCode.Forbidden], await May(folder, "ingest"));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK], await May(folder, "admin"));
        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized], await May(folder, "ended"));
    }

    [Fact]
    public async Task It_takes_new_events_knows_its_visitors_of_the_day_again_and_starts_as_it_is()
    {
        await using OldFolder folder = await OldFolder.OpenAsync();
        (int visitors, int pageviews) = await TodayAsync(folder);
        await SendAsync(address: "203.0.113.15"); // was there an hour ago: the day's salt has come along
        Assert.Equal((visitors, pageviews + 1), await TodayAsync(folder));
        await SendAsync(address: "203.0.113.250");
        Assert.Equal((visitors + 1, pageviews + 2), await TodayAsync(folder));

        // As the program starts: it looks for its tables and for its owner. From here on DynamoDB Local deletes what the wall clock calls expired.
        await using RunningProduct started = await RunningProduct.StartAsync(folder.Dynamo, folder.Clock, settings: OldFolder.Settings);
        AssertSame(Kept()["sites"], JsonNode.Parse(await started.Admin.GetStringAsync("/api/v2/sites")));

        async Task SendAsync(string address) => Assert.Equal(HttpStatusCode.Accepted, (await folder.Product.SendEventAsync(
            new { n = "pageview", u = "https://shop.example/new", d = "shop.example" }, address: address)).StatusCode);
    }

    private static JsonObject Kept() => JsonNode.Parse(File.ReadAllText(OldFolder.Kept("answers.json")))!.AsObject();

    private static void AssertSame(JsonNode? kept, JsonNode? now)
    {
        IReadOnlyList<string> differences = Answers.Differences(kept, now);
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    private static async Task<JsonElement> PostAsync(OldFolder folder, string path, object body)
    {
        HttpResponseMessage response = await folder.Client.PostAsJsonAsync(path, body);
        Assert.True(response.IsSuccessStatusCode, path + " " + await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task BuildAgainAsync(OldFolder folder, string site, JsonElement day)
    {
        string path = $"/api/v2/sites/{site}/maintenance/";
        var asked = new { day = day.GetProperty("day").GetString() };
        if (!day.TryGetProperty("auditedAt", out _))
        {
            Assert.Equal(0, (await PostAsync(folder, path + "audit", asked)).GetProperty("drift").GetInt64()); // which may be due, and would be done in place of the seal
        }

        JsonElement sealedAgain = await PostAsync(folder, path + "seal", asked);
        Assert.Equal((true, day.GetProperty("events").GetInt64()), (sealedAgain.GetProperty("sealed").GetBoolean(), sealedAgain.GetProperty("events").GetInt64()));
        Assert.Equal(0, (await PostAsync(folder, path + "audit", asked)).GetProperty("drift").GetInt64());
    }

    // Whether a key may ask, send and see the keys.
    private static async Task<HttpStatusCode[]> May(OldFolder folder, string key)
    {
        using HttpClient client = folder.ClientWith(OldFolder.Given(key));
        return
        [
            (await client.GetAsync("/api/v2/sites/shop.example/realtime")).StatusCode,
            (await client.PostAsJsonAsync("/v1/ingest/batch", new { site = "docs.example", events = new object[] { new { } } })).StatusCode, // stores no event, and counts as refused
            (await client.GetAsync("/api/v2/keys")).StatusCode,
        ];
    }

    private static async Task<(int Visitors, int Pageviews)> TodayAsync(OldFolder folder)
    {
        JsonElement answer = await PostAsync(folder, "/api/v2/query", new { site_id = "shop.example", metrics = new[] { "visitors", "pageviews" }, date_range = "day" });
        JsonElement metrics = answer.GetProperty("results")[0].GetProperty("metrics");
        return (metrics[0].GetInt32(), metrics[1].GetInt32());
    }

    private static async Task<int> LateAsync(OldFolder folder)
    {
        JsonElement answer = await PostAsync(folder, "/api/v2/query", new { site_id = "app.example", metrics = new[] { "events" }, date_range = new[] { "2026-11-19", "2026-11-19" } });
        return answer.GetProperty("results")[0].GetProperty("metrics")[0].GetInt32();
    }
}
