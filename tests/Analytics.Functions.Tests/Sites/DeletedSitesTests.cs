using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using Analytics.Functions.Maintain;
using Analytics.Engine;
using Analytics.Store.Sites;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.Functions.Tests.Sites;

/// <summary>A site is deleted over HTTP while time passes and maintenance runs, on a real DynamoDB API.</summary>
public sealed class DeletedSitesTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private readonly ManualClock _clock = new(Some.Noon);
    private RunningProduct _product = null!;
    private string _id = "";

    private string Path => "/api/v2/sites/" + _id;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo, _clock);
        JsonElement site = await JsonOf(await _product.Admin.PostAsJsonAsync("/api/v2/sites", new { domain = "example.com", aliases = new[] { "mycode" }, settings = new { dataRetentionDays = 0, identification = true } }));
        _id = site.GetProperty("id").GetString()!;
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Fact]
    public async Task Deletion_deletes_visibly_and_nothing_is_left_in_the_tables()
    {
        await LiveAsync();
        Assert.True((await TracesAsync()).Count > 15);

        HttpResponseMessage asked = await _product.Admin.DeleteAsync(Path);
        JsonElement answer = await JsonOf(asked);
        Assert.Equal((HttpStatusCode.Accepted, Path), (asked.StatusCode, asked.Headers.Location!.ToString()));
        Assert.Equal((_id, "waiting", "bootstrap key", 0), (Text(answer, "id"), Text(answer, "state"), Text(answer, "askedBy"), answer.GetProperty("items").GetInt32()));
        Assert.Equal(_clock.GetUtcNow(), answer.GetProperty("askedAt").GetDateTimeOffset());
        Assert.Equal(_clock.GetUtcNow().AddMinutes(20), answer.GetProperty("goneAfter").GetDateTimeOffset());

        await MaintainAsync(TimeSpan.FromMinutes(3));
        JsonElement checking = (await JsonOf(await _product.Admin.GetAsync(asked.Headers.Location))).GetProperty("deletion");
        Assert.Equal("checking", Text(checking, "state"));
        Assert.True(checking.GetProperty("items").GetInt32() > 5);
        JsonElement listed = Assert.Single((await JsonOf(await _product.Admin.GetAsync("/api/v2/sites"))).GetProperty("sites").EnumerateArray());
        Assert.Equal((_id, "checking"), (Text(listed, "id"), Text(listed.GetProperty("deletion"), "state")));

        await MaintainAsync(TimeSpan.FromMinutes(18));
        Assert.Empty(await TracesAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await _product.Admin.GetAsync(Path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _product.Admin.DeleteAsync(Path)).StatusCode);
        Assert.Equal("""{"sites":[]}""", await _product.Admin.GetStringAsync("/api/v2/sites"));
        Assert.Contains(_product.Log, line => line.Contains($"Site {_id}, deletion:", StringComparison.Ordinal) && line.Contains("done: True", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Asked_for_again_it_is_the_same_deletion()
    {
        string first = await (await _product.Admin.DeleteAsync("/api/v2/sites/example.com")).Content.ReadAsStringAsync();
        _clock.Advance(TimeSpan.FromSeconds(30));
        HttpResponseMessage again = await _product.Admin.DeleteAsync(Path);

        Assert.Equal((HttpStatusCode.Accepted, Path, first), (again.StatusCode, again.Headers.Location!.ToString(), await again.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task From_then_on_nothing_is_collected_and_nothing_answered()
    {
        await LiveAsync();
        _ = await _product.Admin.DeleteAsync(Path);
        int stored = (await TracesAsync()).Count;

        HttpResponseMessage dropped = await _product.SendEventAsync(new { n = "pageview", d = "example.com", u = "https://example.com/" });
        Assert.Equal("unknown_site", dropped.Headers.GetValues("x-analytics-dropped").Single());
        Assert.Equal(HttpStatusCode.BadRequest, (await _product.Admin.PostAsJsonAsync("/v1/ingest/batch", new { site = _id, events = Events("late") })).StatusCode);
        Assert.Equal(stored, (await TracesAsync()).Count);

        foreach (string path in new[] { "/privacy", "/goals", "/segments", "/funnels", "/erasures", "/drops", "/realtime", "/realtime/stream", "/maintenance", "/export?from=2026-03-10&to=2026-03-10" })
        {
            await AssertRefusedAsync(await _product.Admin.GetAsync(Path + path));
        }

        await AssertRefusedAsync(await _product.Admin.PutAsJsonAsync(Path, new { name = "Back" }));
        await AssertRefusedAsync(await _product.Admin.PostAsJsonAsync(Path + "/erasures", new { everything = true }));
        await AssertRefusedAsync(await _product.Admin.PostAsJsonAsync(Path + "/goals", new { type = "event", pattern = "x" }));
        Assert.False((await _product.Admin.PostAsJsonAsync("/api/v2/query", new { site_id = _id, metrics = new[] { "pageviews" }, date_range = "7d" })).IsSuccessStatusCode);
        Assert.Empty((await JsonOf(await _product.Admin.GetAsync("/api/v2/health"))).GetProperty("sites").EnumerateArray());
    }

    [Fact]
    public async Task Its_names_are_free_at_once_and_the_heir_keeps_them()
    {
        await LiveAsync();
        _ = await _product.Admin.DeleteAsync(Path);
        HttpResponseMessage made = await _product.Admin.PostAsJsonAsync("/api/v2/sites", new { domain = "example.com", aliases = new[] { "mycode" } });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        string heir = Text(await JsonOf(made), "id");
        await _product.SendEventAsync(new { n = "pageview", d = "example.com", u = "https://example.com/" });
        await MaintainAsync(TimeSpan.FromMinutes(3));
        await MaintainAsync(TimeSpan.FromMinutes(18));

        Assert.Empty(await TracesAsync());
        Assert.Equal(heir, Text(await JsonOf(await _product.Admin.GetAsync("/api/v2/sites/mycode")), "id"));
        JsonElement counted = await JsonOf(await _product.Admin.PostAsJsonAsync("/api/v2/query", new { site_id = heir, metrics = new[] { "pageviews" }, date_range = new[] { "2026-03-10", "2026-03-10" } }));
        Assert.Equal(1, counted.GetProperty("results")[0].GetProperty("metrics")[0].GetInt32());
    }

    [Fact]
    public async Task An_instance_that_knew_the_site_leaves_nothing_behind()
    {
        await LiveAsync();
        AnalyticsEngine other = new(_product.Dynamo, _product.Tables, _clock);
        Site known = (await other.Sites.FindAsync(_id, CancellationToken.None))!;
        _ = await _product.Admin.DeleteAsync(Path);

        // Within its half of a minute it still takes events; after an hour it tells what it dropped.
        _ = await other.Recorder.RecordAsync(Some.Hit(known, at: _clock.GetUtcNow()), CancellationToken.None);
        other.Drops.Count(known, Store.Drops.DropReason.Bot);
        await MaintainAsync(TimeSpan.FromMinutes(3));
        await MaintainAsync(TimeSpan.FromMinutes(18));
        await other.Drops.FlushAsync(CancellationToken.None);

        Assert.Empty(await TracesAsync());
    }

    [Fact]
    public async Task Somebody_elses_key_sees_nothing_of_it()
    {
        _ = await _product.Admin.DeleteAsync(Path);

        Assert.Equal(HttpStatusCode.Unauthorized, (await _product.Anonymous.GetAsync(Path)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _product.Anonymous.DeleteAsync(Path)).StatusCode);
    }

    // Events of today and of a day that is sealed, a goal, a segment, a funnel, an erasure, drops.
    private async Task LiveAsync()
    {
        (await _product.Admin.PostAsJsonAsync("/v1/ingest/batch", new { site = _id, events = Events("a") })).EnsureSuccessStatusCode();
        _ = await _product.SendEventAsync(new { n = "pageview", d = "example.com", u = "https://example.com/" });
        _ = await _product.SendEventAsync(new { n = "pageview", d = "example.com", u = "https://example.com/" }, "Googlebot/2.1");
        (await _product.Admin.PostAsJsonAsync(Path + "/goals", new { type = "event", pattern = "Signup" })).EnsureSuccessStatusCode();
        (await _product.Admin.PostAsync(Path + "/segments", new StringContent("""{"name":"Readers","filters":[["is","event:page",["/blog"]]]}"""))).EnsureSuccessStatusCode();
        (await _product.Admin.PostAsJsonAsync(Path + "/erasures", new { userId = "ada" })).EnsureSuccessStatusCode();
        (await _product.Admin.PutAsJsonAsync(Path, new { settings = new { dataRetentionDays = 60 } })).EnsureSuccessStatusCode();
        (await _product.Admin.PutAsJsonAsync(Path, new { settings = new { dataRetentionDays = 0 } })).EnsureSuccessStatusCode();
        await MaintainAsync(TimeSpan.FromHours(1));
        await MaintainAsync(TimeSpan.FromMinutes(6));
        _ = await _product.SendEventAsync(new { n = "pageview", d = "example.com", u = "https://example.com/" }, "Googlebot/2.1");
    }

    private object[] Events(string name) => [.. Enumerable.Range(0, 12).Select(i => new
    {
        id = $"{name}-{i}",
        userId = i == 3 ? "ada" : "bob",
        url = "https://example.com/" + i,
        timestamp = _clock.GetUtcNow().AddHours(-3 * i),
        visitor = new { ip = "203.0.113." + i, userAgent = Some.Chrome },
    })];

    private async Task MaintainAsync(TimeSpan after)
    {
        _clock.Advance(after);
        MaintenanceRun run = await _product.Services.GetRequiredService<Maintenance>().RunAsync(CancellationToken.None);
        Assert.Equal((true, 0), (run.IsComplete, run.Faults));
    }

    private async Task AssertRefusedAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal($"It is being deleted: GET {Path} says how far that has come.", Text(await JsonOf(response), "detail"));
    }

    // Whatever names the site, in a key or an attribute of either table.
    private async Task<IReadOnlyList<string>> TracesAsync()
    {
        List<string> traces = [];
        foreach (string table in new[] { _product.Tables.Events, _product.Tables.Salts })
        {
            var scan = new ScanRequest { TableName = table, ConsistentRead = true };
            do
            {
                ScanResponse page = await _product.Dynamo.ScanAsync(scan);
                traces.AddRange((page.Items ?? []).Where(item => item.Values.Any(value => value.S?.Contains(_id, StringComparison.Ordinal) == true)).Select(item => $"{item["pk"].S} | {item["sk"].S}"));
                scan.ExclusiveStartKey = page.LastEvaluatedKey;
            }
            while (scan.ExclusiveStartKey is { Count: > 0 });
        }

        return traces;
    }

    private static async Task<JsonElement> JsonOf(HttpResponseMessage response) => JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}
