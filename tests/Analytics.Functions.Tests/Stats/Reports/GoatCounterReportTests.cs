using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Analytics.Functions.Tests.Stats.Reports;

/// <summary>What clients of GoatCounter read.</summary>
public sealed class GoatCounterReportTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string Day = "start=2026-03-09&end=2026-03-09";
    private const string Quiet = "0,0,0,0,0,0,0,0,0,0";
    private ReportedSite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await ReportedSite.StartAsync(dynamo);
        await _site.HappensAsync("""
            8 10:00 ann /        EE
            9 10:00 ann /        https://news.example/today EE
            9 10:01 ann /pricing EE
            9 10:02 ann *Signup  EE
            9 11:00 bob /        DE phone
            9 11:30 eve /?utm_campaign=spring
            """);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private Task<string> AskAsync(string asked) => _site.GetAsync("/api/v0" + asked);

    private async Task<JsonElement> ReadAsync(string asked)
    {
        string text = await AskAsync(asked);
        Assert.StartsWith("{", text, StringComparison.Ordinal);
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task<long> IdOfAsync(string path) =>
        (await ReadAsync($"/stats/hits?{Day}")).GetProperty("hits").EnumerateArray().Single(hit => hit.GetProperty("path").GetString() == path).GetProperty("path_id").GetInt64();

    [Theory]
    [InlineData("/stats/total?" + Day, """{"total":3,"total_events":1,"total_utc":3,"stats":[{"day":"2026-03-09","hourly":[""" + Quiet + """,1,2,""" + Quiet + """,0,0],"daily":3}]}""")]
    [InlineData("/stats/total?start=2026-03-09T11:00:00Z&end=2026-03-09T11:00:00Z", """{"total":2,"total_events":0,"total_utc":2,"stats":[{"day":"2026-03-09","hourly":[""" + Quiet + """,0,2,""" + Quiet + """,0,0],"daily":2}]}""")]
    [InlineData("/stats/total?path_by_name=true&include_paths=/pricing,Signup&" + Day, """{"total":1,"total_events":1,"total_utc":1,"stats":[{"day":"2026-03-09","hourly":[""" + Quiet + """,1,0,""" + Quiet + """,0,0],"daily":1}]}""")]
    [InlineData("/stats/browsers?" + Day, """{"more":false,"stats":[{"id":"Chrome","name":"Chrome","count":2},{"id":"Safari","name":"Safari","count":1}]}""")]
    [InlineData("/stats/systems?limit=1&" + Day, """{"more":true,"stats":[{"id":"GNU/Linux","name":"GNU/Linux","count":2}]}""")]
    [InlineData("/stats/locations?" + Day, """{"more":false,"stats":[{"id":"","name":"","count":1},{"id":"DE","name":"DE","count":1},{"id":"EE","name":"EE","count":1}]}""")]
    [InlineData("/stats/locations?limit=900&offset=1&" + Day, """{"more":false,"stats":[{"id":"DE","name":"DE","count":1},{"id":"EE","name":"EE","count":1}]}""")]
    [InlineData("/stats/languages?start=2026-03-01&end=2026-03-02", """{"more":false,"stats":[]}""")]
    [InlineData("/stats/sizes?" + Day, """{"more":false,"stats":[{"id":"phone","name":"","count":1},{"id":"tablet","name":"","count":0},{"id":"desktop","name":"","count":2},{"id":"desktophd","name":"","count":0},{"id":"unknown","name":"","count":0}]}""")]
    [InlineData("/stats/toprefs?site=example.com&" + Day, """{"more":false,"stats":[{"id":"","name":"","count":2,"ref_scheme":"o"},{"id":"news.example/today","name":"news.example/today","count":1,"ref_scheme":"h"}]}""")]
    public async Task It_answers_in_the_form_that_its_clients_read(string asked, string expected) => Assert.Equal(expected, await AskAsync(asked));

    [Fact]
    public async Task Paths_are_pages_and_events_with_their_hours()
    {
        JsonElement answer = await ReadAsync($"/stats/hits?{Day}");

        Assert.Equal(["/ 3 False 2", "/pricing 1 False 1", "Signup 1 True 1"], answer.GetProperty("hits").EnumerateArray().Select(hit => $"{hit.GetProperty("path").GetString()} {hit.GetProperty("count").GetInt32()} {hit.GetProperty("event").GetBoolean()} {hit.GetProperty("max").GetInt32()}"));
        Assert.Equal("""[{"day":"2026-03-09","hourly":[""" + Quiet + """,1,2,""" + Quiet + """,0,0],"daily":3}]""", answer.GetProperty("hits")[0].GetProperty("stats").GetRawText());
        Assert.Equal("5 false", answer.GetProperty("total").GetRawText() + " " + answer.GetProperty("more").GetRawText());
        Assert.Equal(3, (await ReadAsync($"/stats/hits?group=day&{Day}")).GetProperty("hits")[0].GetProperty("max").GetInt32());
    }

    [Fact]
    public async Task Pages_of_paths_make_the_whole_list()
    {
        List<string> seen = [];
        string excluded = "";
        for (bool more = true; more;)
        {
            JsonElement page = await ReadAsync($"/stats/hits?limit=1&exclude_paths={excluded}&{Day}");
            seen.Add(page.GetProperty("hits")[0].GetProperty("path").GetString()!);
            excluded += (excluded.Length > 0 ? "," : "") + page.GetProperty("hits")[0].GetProperty("path_id").GetRawText();
            more = page.GetProperty("more").GetBoolean();
        }

        Assert.Equal(["/", "/pricing", "Signup"], seen);
        JsonElement paths = await ReadAsync("/paths?limit=2");
        JsonElement rest = await ReadAsync($"/paths?after={paths.GetProperty("paths")[1].GetProperty("id").GetRawText()}");
        Assert.Equal("true false", paths.GetProperty("more").GetRawText() + " " + rest.GetProperty("more").GetRawText());
        Assert.Equal(["/", "/pricing", "Signup"], paths.GetProperty("paths").EnumerateArray().Concat(rest.GetProperty("paths").EnumerateArray()).Select(p => p.GetProperty("path").GetString()!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_path_is_asked_about_by_its_number()
    {
        Assert.Equal("""{"more":false,"refs":[{"name":"news.example/today","count":1,"ref_scheme":"h"}]}""", await AskAsync($"/stats/hits/{await IdOfAsync("/pricing")}?{Day}"));
        Assert.Equal(1, (await ReadAsync($"/stats/total?include_paths={await IdOfAsync("/pricing")}&{Day}")).GetProperty("total").GetInt32());
        Assert.Equal(1, (await ReadAsync($"/stats/total?include_paths={await IdOfAsync("Signup")}&{Day}")).GetProperty("total_events").GetInt32());
        JsonElement campaign = (await ReadAsync($"/stats/campaigns?{Day}")).GetProperty("stats")[0];
        Assert.Equal("spring", campaign.GetProperty("name").GetString());
        Assert.True(long.TryParse(campaign.GetProperty("id").GetString(), CultureInfo.InvariantCulture, out _));
    }

    [Theory]
    [InlineData("/stats/colours", "400 {\"errors\":{\"page\":[\"must be one of browsers, systems")]
    [InlineData("/stats/browsers?start=yesterday&limit=x", "400 {\"errors\":{\"limit\":[\"must be a whole number")]
    [InlineData("/stats/total?start=2026-03-10&end=2026-03-09", "400 {\"errors\":{\"start\":[\"must not be after end")]
    [InlineData("/stats/total?include_paths=7&" + Day, "400 {\"errors\":{\"include_paths\":[\"7 is no path of the range")]
    [InlineData("/stats/hits?group=year&exclude_paths=/", "400 {\"errors\":{\"group\":[\"must be one of hour, day\"],\"exclude_paths\":[\"must be numbers")]
    [InlineData("/stats/hits/seven", "404 {\"error\":\"No such path\"}")]
    [InlineData("/stats/total?site=none.example", "404 {\"error\":\"No such site\"}")]
    public async Task It_refuses_in_their_form_too(string asked, string expected) => Assert.StartsWith(expected, await AskAsync(asked), StringComparison.Ordinal);

    [Fact]
    public async Task A_key_comes_as_bearer_or_as_the_password_of_any_user()
    {
        string key = _site.Product.Admin.DefaultRequestHeaders.Authorization!.Parameter!;
        foreach ((string credentials, HttpStatusCode expected) in new[] { (":" + key, HttpStatusCode.OK), ("ann:" + key, HttpStatusCode.OK), (":no", HttpStatusCode.Unauthorized), (key, HttpStatusCode.OK) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v0/me");
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
            Assert.Equal(expected, (await _site.Product.Anonymous.SendAsync(request)).StatusCode);
        }

        Assert.StartsWith("{\"error\":\"Sign in", await (await _site.Product.Anonymous.GetAsync("/api/v0/me")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        JsonElement token = (await ReadAsync("/me")).GetProperty("token");
        JsonElement site = (await ReadAsync("/sites")).GetProperty("sites")[0];
        Assert.Equal(8 + 64, token.GetProperty("permissions").GetInt32() & (8 + 64));
        Assert.Equal(token.GetProperty("sites")[0].GetRawText(), site.GetProperty("id").GetRawText());
        Assert.Equal($"example.com {_site.Id} a", $"{site.GetProperty("cname").GetString()} {site.GetProperty("code").GetString()} {site.GetProperty("state").GetString()}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Its_numbers_are_those_of_the_query(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 5; i++)
        {
            DateTimeOffset from = new DateTimeOffset(2026, 3, 8, 0, 0, 0, TimeSpan.Zero).AddHours(random.Next(24)), last = from.AddHours(random.Next(48));
            int total = (await ReadAsync(string.Create(CultureInfo.InvariantCulture, $"/stats/total?start={from:yyyy-MM-ddTHH:mm:ssZ}&end={last:yyyy-MM-ddTHH:mm:ssZ}"))).GetProperty("total").GetInt32();
            HttpResponseMessage response = await _site.Product.Admin.PostAsJsonAsync("/api/v2/query", new
            {
                site_id = _site.Id,
                metrics = new[] { "visitors" },
                date_range = new[] { from.ToString("O", CultureInfo.InvariantCulture), last.AddSeconds(3599).ToString("O", CultureInfo.InvariantCulture) },
            });
            using var asked = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            Assert.Equal(asked.RootElement.GetProperty("results")[0].GetProperty("metrics")[0].GetInt32(), total);
        }
    }
}
