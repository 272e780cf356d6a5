using Analytics.Store.Inputs;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Analytics.Functions.Maintain;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.Functions.Tests.Erasures;

public sealed class ErasuresTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string Route = "/api/v2/sites/example.com/erasures";
    private readonly ManualClock _clock = new(Some.Noon);
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo, _clock);
        _ = await _product.CreateSiteAsync("example.com", settings: new { identification = true });
        await LoadAsync("a1", "ada");
        await LoadAsync("b1", "bob");
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Fact]
    public async Task Somebody_is_erased_on_request_and_the_proof_can_be_read()
    {
        _clock.Advance(TimeSpan.FromMinutes(1));
        HttpResponseMessage asked = await _product.Admin.PostAsJsonAsync(Route, new { userId = "ada" });
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        Assert.Equal("waiting", Text(await asked.Content.ReadFromJsonAsync<JsonElement>(), "state"));
        Assert.Equal(1, await PageviewsAsync());

        _clock.Advance(TimeSpan.FromMinutes(3));
        await _product.Services.GetRequiredService<Maintenance>().RunAsync(CancellationToken.None);

        JsonElement done = await _product.Admin.GetFromJsonAsync<JsonElement>(asked.Headers.Location);
        Assert.Equal(("finished", "user", 1, 1), (Text(done, "state"), Text(done, "subject"), done.GetProperty("events").GetInt32(), done.GetProperty("daysChanged").GetInt32()));
        Assert.Equal(0, done.GetProperty("proof").GetProperty("found").GetInt32());
        Assert.True(done.GetProperty("proof").GetProperty("days").GetInt32() > 40);
        Assert.DoesNotMatch(@"\bada\b", done.GetRawText()); // an id of random letters may hold it by chance
        Assert.Equal(1, await PageviewsAsync());
        JsonElement all = await _product.Admin.GetFromJsonAsync<JsonElement>(Route);
        Assert.Equal(Text(done, "id"), Text(Assert.Single(all.GetProperty("erasures").EnumerateArray()), "id"));

        await LoadAsync("a1", "ada");
        Assert.Equal(1, await PageviewsAsync());
    }

    [Fact]
    public async Task A_wrong_load_of_a_log_is_taken_back_and_a_right_one_counts()
    {
        string log = string.Join('\n', Enumerable.Range(0, 3).Select(i => $"203.0.113.{20 + i} - - [10/Mar/2026:11:0{i}:00 +0000] \"GET /{i} HTTP/1.1\" 200 5 \"-\" \"{Some.Chrome}\""));
        string before = await LogAsync(log.Split('\n')[0]), wrong = await LogAsync(log);
        Assert.Equal(5, await PageviewsAsync());

        HttpResponseMessage asked = await _product.Admin.PostAsJsonAsync(Route, new { import = wrong });
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        Assert.Equal(3, await PageviewsAsync()); // two of people, and the line that was loaded before

        string right = await LogAsync(log);
        Assert.Equal(5, await PageviewsAsync());
        _clock.Advance(TimeSpan.FromMinutes(3));
        await _product.Services.GetRequiredService<Maintenance>().RunAsync(CancellationToken.None);

        JsonElement done = await _product.Admin.GetFromJsonAsync<JsonElement>(asked.Headers.Location);
        Assert.Equal(("finished", "import", wrong, 3), (Text(done, "state"), Text(done, "subject"), Text(done, "import"), done.GetProperty("events").GetInt32()));
        Assert.Equal(5, await PageviewsAsync());
        Assert.Equal(3, new[] { before, wrong, right }.Distinct().Count());
    }

    [Fact]
    public async Task A_site_is_reset_and_what_it_receives_afterwards_counts()
    {
        _clock.Advance(TimeSpan.FromMinutes(1));
        HttpResponseMessage asked = await _product.Admin.PostAsJsonAsync(Route, new { everything = true });
        Assert.Equal(0, await PageviewsAsync());
        _clock.Advance(TimeSpan.FromMinutes(3));
        await _product.Services.GetRequiredService<Maintenance>().RunAsync(CancellationToken.None);

        JsonElement done = await _product.Admin.GetFromJsonAsync<JsonElement>(asked.Headers.Location);
        Assert.Equal(("finished", "everything", 2), (Text(done, "state"), Text(done, "subject"), done.GetProperty("events").GetInt32()));
        await LoadAsync("a1", "ada"); // of before the reset, and received after it
        Assert.Equal(1, await PageviewsAsync());
    }

    [Theory]
    [InlineData("""{"userId":"ada","preview":true}""", 1)]
    [InlineData("""{"userId":"nobody","preview":true}""", 0)]
    [InlineData("""{"import":"none","preview":true}""", 0)]
    public async Task A_preview_says_what_would_go_and_nothing_goes(string body, int events)
    {
        HttpResponseMessage response = await _product.Admin.PostAsync(Route, new StringContent(body));

        Assert.Equal((HttpStatusCode.OK, $$"""{"preview":true,"days":{{Math.Min(1, events)}},"events":{{events}},"complete":true}"""), (response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.Equal(2, await PageviewsAsync());
        Assert.Empty((await _product.Admin.GetFromJsonAsync<JsonElement>(Route)).GetProperty("erasures").EnumerateArray());
    }

    [Theory]
    [InlineData("""{"everything":true,"preview":true}""", 2)]
    [InlineData("""{"everything":true,"from":"2026-03-10","to":"2026-03-10","preview":true}""", 2)]
    [InlineData("""{"everything":true,"to":"2026-03-09","preview":true}""", 0)]
    [InlineData("""{"filters":[["contains","event:page",["/"]]],"preview":true}""", 2)]
    [InlineData("""{"filters":[["is","visit:source",["spam.example"]]],"preview":true}""", 0)]
    public async Task A_preview_of_a_filter_counts_visits_and_visitors_of_each_day(string body, int events)
    {
        string expected = events == 0
            ? """{"preview":true,"days":0,"events":0,"complete":true}"""
            : """{"preview":true,"days":1,"events":2,"complete":true,"pageviews":2,"visits":2,"visitors":2,"first":"2026-03-10","last":"2026-03-10","byDay":[{"day":"2026-03-10","events":2,"pageviews":2,"visits":2,"visitors":2}]}""";

        HttpResponseMessage response = await _product.Admin.PostAsync(Route, new StringContent(body));

        Assert.Equal((HttpStatusCode.OK, expected), (response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.Equal(2, await PageviewsAsync());
        Assert.Empty((await _product.Admin.GetFromJsonAsync<JsonElement>(Route)).GetProperty("erasures").EnumerateArray());
    }

    [Fact]
    public async Task What_a_filter_meets_is_erased_on_request_and_the_proof_can_be_read()
    {
        _clock.Advance(TimeSpan.FromMinutes(1));
        string filters = """[["is","visit:browser",["Chrome"]],["contains","event:page",["/a"],{"case_sensitive":false}]]""";
        HttpResponseMessage asked = await _product.Admin.PostAsync(Route, new StringContent($$"""{"filters":{{filters}},"from":"2026-03-01"}"""));
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        Assert.Equal(2, await PageviewsAsync());
        _clock.Advance(TimeSpan.FromMinutes(3));
        await _product.Services.GetRequiredService<Maintenance>().RunAsync(CancellationToken.None);

        JsonElement done = await _product.Admin.GetFromJsonAsync<JsonElement>(asked.Headers.Location);
        Assert.Equal(("finished", "filter", 1, 1), (Text(done, "state"), Text(done, "subject"), done.GetProperty("events").GetInt32(), done.GetProperty("daysChanged").GetInt32()));
        Assert.Equal((filters, "2026-03-01", false), (done.GetProperty("filters").GetRawText(), Text(done, "from"), done.TryGetProperty("to", out _)));
        Assert.Equal(0, done.GetProperty("proof").GetProperty("found").GetInt32());
        Assert.Equal(1, await PageviewsAsync());
    }

    [Theory]
    [InlineData("""{"filters":[]}""", "filters", "everything: true")]
    [InlineData("""{"filters":"spam"}""", "filters", "list of filters")]
    [InlineData("""{"filters":[["is","event:goal",["Signup"]]]}""", "filters", "`event:goal`")]
    [InlineData("""{"filters":[["is","segment",[7]]]}""", "filters", "`segment`")]
    [InlineData("""{"filters":[["has_not_done",["is","event:name",["Signup"]]]]}""", "filters", "`has_not_done`")]
    [InlineData("""{"filters":[["is","event:nothing",["x"]]]}""", "filters", "no filter")]
    [InlineData("""{"filters":[["is","event:page",["/"]]],"everything":true}""", "everything", "alone")]
    [InlineData("""{"filters":[["is","event:page",["/"]]],"userId":"ada"}""", "filters", "alone")]
    [InlineData("""{"filters":[["is","event:page",["/"]]],"from":"March"}""", "from", "date")]
    [InlineData("""{"filters":[["is","event:page",["/"]]],"from":"2026-03-11","to":"2026-03-10"}""", "from", "after")]
    [InlineData("""{"userId":"ada","from":"2026-03-11"}""", "from", "all of their days")]
    [InlineData("""{"from":"2026-03-11"}""", "userId", "filters")]
    [InlineData("""{"filters":[["is","segment",[7]]],"to":"March"}""", "to", "date")]
    public async Task What_cannot_say_what_is_erased_is_refused_with_words(string body, string field, string words)
    {
        HttpResponseMessage response = await _product.Admin.PostAsync(Route, new StringContent(body));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        JsonElement errors = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        Assert.Contains(words, errors.GetProperty(field)[0].GetString(), StringComparison.Ordinal);
        Assert.True(!body.Contains("segment", StringComparison.Ordinal) || errors.TryGetProperty("filters", out _)); // every fault at once
    }

    [Theory]
    [InlineData("""{}""", "userId")]
    [InlineData("""{"userId":""}""", "userId")]
    [InlineData("""{"visitorId":"v"}""", "day")]
    [InlineData("""{"user":"ada"}""", "user")]
    [InlineData("""{"import":"a b"}""", "import")]
    [InlineData("""{"import":"i","userId":"ada"}""", "import")]
    [InlineData("""{"everything":true,"userId":"ada"}""", "everything")]
    public async Task What_cannot_be_read_is_told_by_its_field(string body, string field)
    {
        HttpResponseMessage response = await _product.Admin.PostAsync(Route, new StringContent(body));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        JsonElement errors = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        Assert.Contains(field, errors.EnumerateObject().Select(e => e.Name));
    }

    [Fact]
    public async Task What_is_not_there_is_said()
    {
        Assert.Equal(HttpStatusCode.Conflict, (await _product.Admin.PostAsJsonAsync(Route, new { visitorId = "v", day = "2026-01-01" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _product.Admin.GetAsync(Route + "/20260310T120000000-0a1b2c3d")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _product.Admin.GetAsync("/api/v2/sites/other.net/erasures")).StatusCode);
    }

    private async Task LoadAsync(string id, string user)
    {
        object[] events = [new { id, userId = user, url = "https://example.com/" + user, timestamp = Some.Noon, visitor = new { ip = user == "ada" ? "203.0.113.9" : "203.0.113.10", userAgent = Some.Chrome } }];
        (await _product.Admin.PostAsJsonAsync("/v1/ingest/batch", new { site = "example.com", events })).EnsureSuccessStatusCode();
    }

    private async Task<string> LogAsync(string log)
    {
        HttpResponseMessage answer = await _product.Admin.PostAsync("/v1/ingest/logs?site=example.com", new StringContent(log));
        return Text(await answer.Content.ReadFromJsonAsync<JsonElement>(), "import")!;
    }

    private async Task<int> PageviewsAsync()
    {
        HttpResponseMessage answer = await _product.Admin.PostAsJsonAsync("/api/v2/query", new { site_id = "example.com", metrics = new[] { "pageviews" }, date_range = new[] { "2026-03-10", "2026-03-10" } });
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("results")[0].GetProperty("metrics")[0].GetInt32();
    }

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();
}
