using System.Net.Http.Json;
using System.Text.Json;

namespace Analytics.Functions.Tests.Stats.Reports;

/// <summary>Single visits and events, sessions in numbers, a funnel by its name, the summary.</summary>
public sealed class SessionTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string Days = "from=2026-03-07&to=2026-03-10";
    private ReportedSite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await ReportedSite.StartAsync(dynamo, settings: new { singleVisits = true });
        await _site.HappensAsync("""
            7 10:00 ann /        EE
            8 09:00 ann /        https://news.example/today EE
            8 09:01 ann /pricing EE
            8 09:03 ann *Signup  EE plan=pro
            8 11:00 bob /        DE phone
            8 12:00 bob /blog    DE phone
            10 09:00 cyd /blog   https://www.google.com/
            """);
        await _site.Product.MaintainAsync(); // days that are over are sealed, the present one is not
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private async Task<JsonElement> AskAsync(string address)
    {
        string text = await _site.GetAsync(address);
        Assert.False(text.StartsWith('4'), text);
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task<string[]> StartsAsync(string asked) =>
        [.. (await AskAsync($"/v1/sessions?{Days}&{asked}")).GetProperty("data").EnumerateArray().Select(v => v.GetProperty("startedAt").GetString()![..16])];

    [Fact]
    public async Task The_newest_visit_comes_first_with_all_that_is_known_of_it()
    {
        JsonElement[] visits = [.. (await AskAsync($"/v1/sessions?{Days}")).GetProperty("data").EnumerateArray()];

        Assert.Equal(["2026-03-10T09:00", "2026-03-08T12:00", "2026-03-08T11:00", "2026-03-08T09:00", "2026-03-07T10:00"], visits.Select(v => v.GetProperty("startedAt").GetString()![..16]));
        JsonElement ann = visits[3];
        Assert.Equal(
            "'2026-03-08T09:03:00.000Z' 180 2 3 false '/' '/pricing' 'news.example/today' 'news.example' 'Referral' 'Desktop' 'Chrome' 'EE' null",
            string.Join(' ', new[] { "endedAt", "durationSeconds", "pageViews", "events", "isBounce", "entryPage", "exitPage", "referrer", "source", "channel", "deviceType", "browser", "country", "userId" }.Select(name => ann.GetProperty(name).GetRawText())).Replace('"', '\''));
        Assert.True(visits[0].GetProperty("isBounce").GetBoolean());
    }

    [Fact]
    public async Task Visits_are_sorted_and_filtered()
    {
        Assert.Equal("2026-03-08T09:00", (await StartsAsync("sort=duration"))[0]);
        Assert.Equal("2026-03-08T09:00", (await StartsAsync("sort=events&limit=1"))[0]);
        Assert.Equal(["2026-03-07T10:00", "2026-03-08T09:00"], (await StartsAsync("order=asc"))[..2]);
        Assert.Equal(["2026-03-08T12:00"], await StartsAsync("country=DE&page=/blog"));
        Assert.Equal(["2026-03-08T09:00"], await StartsAsync("filters=%5B%5B%22is%22,%22event:name%22,%5B%22Signup%22%5D%5D%5D"));
    }

    [Theory]
    [InlineData("sort=start")]
    [InlineData("sort=start&order=asc")]
    [InlineData("sort=pageviews")]
    [InlineData("sort=duration&order=asc")]
    public async Task Pages_make_the_whole_list(string sorted)
    {
        string[] whole = await StartsAsync(sorted);
        List<string> paged = [];
        string? next = null;
        do
        {
            JsonElement page = await AskAsync($"/v1/sessions?{Days}&{sorted}&limit=2{(next is null ? "" : "&cursor=" + next)}");
            paged.AddRange(page.GetProperty("data").EnumerateArray().Select(v => v.GetProperty("startedAt").GetString()![..16]));
            next = page.GetProperty("next").GetString();
        }
        while (next is not null);

        Assert.Equal(5, whole.Length);
        Assert.Equal(whole, paged);
    }

    [Fact]
    public async Task A_visit_has_its_course_until_its_day_is_built_again()
    {
        string session = (await AskAsync($"/v1/sessions?{Days}&country=EE&order=asc")).GetProperty("data")[1].GetProperty("sessionId").GetString()!;
        JsonElement course = await AskAsync($"/v1/sessions/{session}");

        Assert.Equal(["pageview /", "pageview /pricing", "Signup /"], course.GetProperty("timeline").EnumerateArray().Select(e => $"{e.GetProperty("eventName").GetString()} {e.GetProperty("pageUrl").GetString()}"));
        Assert.Equal("""{"plan":"pro"}""", course.GetProperty("timeline")[2].GetProperty("properties").GetRawText());

        await _site.HappensAsync("8 13:00 eve /late FI");
        _site.Clock.Advance(TimeSpan.FromHours(1));
        await _site.Product.MaintainAsync();
        string gone = await _site.GetAsync($"/v1/sessions/{session}");
        Assert.StartsWith("410 ", gone, StringComparison.Ordinal);
        Assert.Contains("list its sessions again", gone, StringComparison.Ordinal);
        Assert.StartsWith("404 ", await _site.GetAsync("/v1/sessions/nonsense"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Single_events_are_listed_newest_first_and_in_pages()
    {
        JsonElement first = await AskAsync($"/v1/events?{Days}&limit=3");
        JsonElement second = await AskAsync($"/v1/events?{Days}&limit=9&cursor={first.GetProperty("next").GetString()}");
        string[] told = [.. first.GetProperty("data").EnumerateArray().Concat(second.GetProperty("data").EnumerateArray()).Select(e => $"{e.GetProperty("timestamp").GetString()![8..16]} {e.GetProperty("eventName").GetString()} {e.GetProperty("pageUrl").GetString()}")];

        Assert.Equal(
            ["10T09:00 pageview /blog", "08T12:00 pageview /blog", "08T11:00 pageview /", "08T09:03 Signup /", "08T09:01 pageview /pricing", "08T09:00 pageview /", "07T10:00 pageview /"],
            told);
        JsonElement signup = (await AskAsync($"/v1/events?{Days}&eventName=Signup")).GetProperty("data")[0];
        Assert.Equal("""{"plan":"pro"}""", signup.GetProperty("properties").GetRawText());
        Assert.Equal("2026-03-08T09:00", (await AskAsync($"/v1/sessions/{signup.GetProperty("sessionId").GetString()}")).GetProperty("startedAt").GetString()![..16]);
    }

    [Fact]
    public async Task A_site_shows_single_visits_only_where_its_setting_says_so()
    {
        _ = await _site.Product.CreateSiteAsync("other.com");

        foreach (string route in (string[])["sessions", "events", "sessions/2026-03-08_abc_0_0"])
        {
            string refused = await _site.GetAsync($"/v1/{route}?site=other.com");
            Assert.StartsWith("403 ", refused, StringComparison.Ordinal);
            Assert.Contains("singleVisits", refused, StringComparison.Ordinal);
        }

        Assert.StartsWith("{\"totalSessions\":0", await _site.GetAsync("/v1/sessions/stats?site=other.com"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sessions_are_told_in_numbers() => Assert.Equal(
        """{"totalSessions":5,"uniqueUsers":4,"bounceRate":80,"avgDurationSeconds":36,"avgPageViews":1.2,"daily":[{"date":"2026-03-07","sessions":1,"users":1,"bounces":1,"avgDurationSeconds":0},{"date":"2026-03-08","sessions":3,"users":2,"bounces":2,"avgDurationSeconds":60},{"date":"2026-03-10","sessions":1,"users":1,"bounces":1,"avgDurationSeconds":0}],"distributions":{"device":[{"value":"Desktop","sessions":3,"bounces":2},{"value":"Mobile","sessions":2,"bounces":2}],"browser":[{"value":"Chrome","sessions":3,"bounces":2},{"value":"Safari","sessions":2,"bounces":2}],"os":[{"value":"GNU/Linux","sessions":3,"bounces":2},{"value":"iOS","sessions":2,"bounces":2}],"country":[{"value":"DE","sessions":2,"bounces":2},{"value":"EE","sessions":2,"bounces":1},{"value":"(not set)","sessions":1,"bounces":1}]}}""",
        await _site.GetAsync($"/v1/sessions/stats?startDate=2026-03-07&endDate=2026-03-10"));

    [Fact]
    public async Task A_funnel_is_asked_for_by_its_name()
    {
        HttpResponseMessage saved = await _site.Product.Admin.PostAsJsonAsync($"/api/v2/sites/{_site.Id}/funnels", new { name = "To sign up", steps = new object[] { new { page = "/" }, new { @event = "Signup" } } });
        Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync());

        Assert.Equal(
            """{"name":"To sign up","steps":[{"step":1,"name":"/","sessions":3,"conversionRate":100,"dropOffRate":0},{"step":2,"name":"Signup","sessions":1,"conversionRate":33.33,"dropOffRate":66.67}],"totalEntered":3,"totalCompleted":1,"overallConversionRate":33.33,"period":{"start":"2026-03-07","end":"2026-03-10"}}""",
            await _site.GetAsync($"/v1/funnels/To%20sign%20up?{Days}"));
        Assert.StartsWith("404 ", await _site.GetAsync("/v1/funnels/other"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_summary_of_a_day_has_pages_events_and_campaigns() => Assert.Equal(
        """{"date":"2026-03-08","activeUsers":2,"sessions":3,"pageViews":4,"events":5,"bounceRate":67,"avgDurationSeconds":60,"topPages":[{"path":"/","views":2},{"path":"/blog","views":1},{"path":"/pricing","views":1}],"topEvents":[{"name":"Signup","count":1}],"campaigns":[],"webVitals":{"lcp":null,"inp":null,"cls":null,"fcp":null,"ttfb":null}}""",
        await _site.GetAsync("/v1/behavior/summary?date=2026-03-08"));

    [Fact]
    public async Task A_date_and_a_range_are_not_asked_for_together() =>
        Assert.Contains("\"date\":[\"does not go with period", await _site.GetAsync("/v1/behavior/summary?date=2026-03-08&period=7d"), StringComparison.Ordinal);

    [Theory]
    [InlineData("/v1/sessions?limit=0&sort=age&cursor=x&order=up", "limit", "sort", "cursor", "order")]
    public async Task Every_fault_is_named_at_once(string asked, params string[] fields)
    {
        string answer = await _site.GetAsync(asked);

        Assert.All(fields, field => Assert.Contains($"\"{field}\":[\"must be", answer, StringComparison.Ordinal));
    }
}
