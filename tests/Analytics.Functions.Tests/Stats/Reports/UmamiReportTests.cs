using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Analytics.Functions.Tests.Stats.Reports;

/// <summary>What clients of Umami read, of its second version and its third.</summary>
public sealed class UmamiReportTests(LocalDynamo dynamo) : IAsyncLifetime
{
    // 9 March, its last millisecond included.
    private const string Day = "startAt=1773014400000&endAt=1773100799999";
    private ReportedSite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await ReportedSite.StartAsync(dynamo);
        await _site.HappensAsync("""
            8 10:00 ann /        EE
            9 10:00 ann /        https://news.example/today EE
            9 10:01 ann /pricing EE
            9 10:02 ann *Signup  EE tag=a
            9 11:00 bob /        DE phone
            10 11:10 cyd /blog
            10 11:57 dan /blog
            """);
        _site.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private Task<string> AskAsync(string asked) => _site.GetAsync($"/api/websites/{_site.Id}{asked}");

    [Fact]
    public async Task All_of_a_site_has_the_present_day_though_nothing_is_built_of_it_yet()
    {
        _ = await _site.Product.CreateSiteAsync("new.example");
        Assert.Equal(System.Net.HttpStatusCode.Accepted, (await _site.Product.SendEventAsync(new { n = "pageview", u = "https://new.example/" })).StatusCode);

        Assert.StartsWith("""{"pageviews":{"value":1,""", await _site.GetAsync("/api/websites/new.example/stats?startAt=0&endAt=1999999999999"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/stats?" + Day, """{"pageviews":{"value":3,"prev":1},"visitors":{"value":2,"prev":1},"visits":{"value":2,"prev":1},"bounces":{"value":1,"prev":1},"totaltime":{"value":120,"prev":0}}""")]
    [InlineData("/stats?version=3&" + Day, """{"pageviews":3,"visitors":2,"visits":2,"bounces":1,"totaltime":120,"comparison":{"pageviews":1,"visitors":1,"visits":1,"bounces":1,"totaltime":0}}""")]
    [InlineData("/stats?compare=yoy&startDate=2026-03-09&endDate=2026-03-09", """{"pageviews":3,"visitors":2,"visits":2,"bounces":1,"totaltime":120,"comparison":{"pageviews":0,"visitors":0,"visits":0,"bounces":0,"totaltime":0}}""")]
    [InlineData("/stats?startAt=0&endAt=1773100799999&country=EE&timezone=Asia%2FTokyo", """{"pageviews":{"value":3,"prev":0},"visitors":{"value":2,"prev":0},"visits":{"value":2,"prev":0},"bounces":{"value":1,"prev":0},"totaltime":{"value":120,"prev":0}}""")]
    [InlineData("/active", """{"visitors":1,"x":1}""")]
    [InlineData("/sessions/stats?" + Day, """{"pageviews":{"value":3},"visitors":{"value":2},"visits":{"value":2},"countries":{"value":2},"events":{"value":1}}""")]
    [InlineData("/pageviews?unit=hour&timezone=UTC&" + Day, """{"pageviews":[{"x":"2026-03-09 10:00:00","y":2},{"x":"2026-03-09 11:00:00","y":1}],"sessions":[{"x":"2026-03-09 10:00:00","y":1},{"x":"2026-03-09 11:00:00","y":1}]}""")]
    [InlineData("/pageviews?unit=day&timezone=utc&" + Day, """{"pageviews":[{"x":"2026-03-09T00:00:00Z","y":3}],"sessions":[{"x":"2026-03-09T00:00:00Z","y":2}]}""")]
    [InlineData("/pageviews?unit=minute&country=DE&" + Day, """{"pageviews":[{"x":"2026-03-09T11:00:00Z","y":1}],"sessions":[{"x":"2026-03-09T11:00:00Z","y":1}]}""")]
    [InlineData("/pageviews?unit=month&compare=prev&timezone=Etc/UTC&" + Day, """{"pageviews":[{"x":"2026-03-01 00:00:00","y":3}],"sessions":[{"x":"2026-03-01 00:00:00","y":2}],"startDate":"2026-03-09T00:00:00.000Z","endDate":"2026-03-09T23:59:59.999Z","compare":{"pageviews":[{"x":"2026-03-01 00:00:00","y":1}],"sessions":[{"x":"2026-03-01 00:00:00","y":1}],"startDate":"2026-03-08T00:00:00.000Z","endDate":"2026-03-08T23:59:59.999Z"}}""")]
    [InlineData("/metrics?type=url&" + Day, """[{"x":"/","y":2},{"x":"/pricing","y":1}]""")]
    [InlineData("/metrics?type=path&limit=1&offset=1&" + Day, """[{"x":"/pricing","y":1}]""")]
    [InlineData("/metrics?type=path&search=PRI&" + Day, """[{"x":"/pricing","y":1}]""")]
    [InlineData("/metrics?type=referrer&" + Day, """[{"x":"news.example/today","y":1}]""")]
    [InlineData("/metrics?type=domain&" + Day, """[{"x":"news.example","y":1}]""")]
    [InlineData("/metrics?type=event&" + Day, """[{"x":"Signup","y":1}]""")]
    [InlineData("/metrics?type=entry&" + Day, """[{"x":"/","y":2}]""")]
    [InlineData("/metrics?type=host&" + Day, """[{"x":"example.com","y":2}]""")]
    [InlineData("/metrics?type=channel&" + Day, """[{"x":"direct","y":1},{"x":"referral","y":1}]""")]
    [InlineData("/metrics?type=city&" + Day, "[]")]
    [InlineData("/metrics?type=tag&" + Day, """[{"x":"a","y":1}]""")]
    [InlineData("/metrics/expanded?type=country&" + Day, """[{"name":"DE","visitors":1,"pageviews":1,"visits":1,"bounces":1,"totaltime":0},{"name":"EE","visitors":1,"pageviews":2,"visits":1,"bounces":0,"totaltime":120}]""")]
    public async Task It_answers_in_the_form_that_its_clients_read(string asked, string expected) => Assert.Equal(expected, await AskAsync(asked));

    [Theory]
    [InlineData("country=DE", "DE")]
    [InlineData("country=de", "DE")]
    [InlineData("country=eq.DE,FI", "DE")]
    [InlineData("browser=neq.Safari", "EE")]
    [InlineData("device=mobile", "DE")]
    [InlineData("path=c.PRIC", "EE")]
    [InlineData("url=/pricing", "EE")]
    [InlineData("path=dnc.x&country=neq.EE", "DE")]
    [InlineData("path=re.^/p", "EE")]
    [InlineData("referrer=news.example", "EE")]
    [InlineData("referrer=neq.news.example", "DE")]
    [InlineData("event=Signup", "EE")]
    [InlineData("eventType=2", "EE")]
    [InlineData("tag=a", "EE")]
    [InlineData("country=DE&path=/pricing&match=any", "DE EE")]
    [InlineData("country=DE&path=/pricing", "")]
    [InlineData("title=&segment=&host=example.com", "DE EE")]
    public async Task What_counts_is_narrowed_in_the_words_of_both_versions(string filters, string countries)
    {
        using var json = JsonDocument.Parse(await AskAsync($"/metrics?type=country&{Day}&{filters}"));
        Assert.Equal(countries, string.Join(' ', json.RootElement.EnumerateArray().Select(row => row.GetProperty("x").GetString())));
    }

    [Theory]
    [InlineData("/stats", "400 {\"error\":\"startAt: is required: must be milliseconds since 1970; endAt: is required")]
    [InlineData("/stats?version=3", "400 {\"error\":{\"message\":\"startAt: is required: must be milliseconds since 1970; endAt: is required: must be milliseconds since 1970\",\"code\":\"bad-request\",\"status\":400}}")]
    [InlineData("/stats?startAt=tomorrow&endAt=99999999999999999999&compare=never", "400 {\"error\":\"startAt: must be milliseconds since 1970; endAt: must be milliseconds since 1970; compare: must be one of")]
    [InlineData("/stats?startAt=1773100799999&endAt=1773014400000", "400 {\"error\":\"startAt: must not be after endAt")]
    [InlineData("/metrics?type=colour&" + Day, "400 {\"error\":\"type: is required: one of path, url")]
    [InlineData("/metrics?type=os&title=x&re=1&" + Day, "400 {\"error\":\"re: is an unknown query parameter")]
    [InlineData("/metrics?type=os&title=x&segment=y&path=re.(&" + Day, "400 {\"error\":{\"message\":\"path: \\u0060(\\u0060 is no pattern that can be used")]
    [InlineData("/pageviews?unit=year&timezone=Asia%2FTokyo&" + Day, "400 {\"error\":\"unit: must be one of")]
    [InlineData("/pageviews?unit=day&timezone=Asia%2FTokyo&" + Day, "400 {\"error\":\"timezone: must be the site\\u0027s, UTC")]
    public async Task It_refuses_in_their_form_too(string asked, string expected) => Assert.StartsWith(expected, await AskAsync(asked), StringComparison.Ordinal);

    [Fact]
    public async Task Websites_are_listed_in_pages_and_read_one_by_one()
    {
        string other = await _site.Product.CreateSiteAsync("other.com");
        using var list = JsonDocument.Parse(await _site.GetAsync("/api/websites?pageSize=1&page=2&includeTeams=true"));
        using var sought = JsonDocument.Parse(await _site.GetAsync("/api/websites?search=OTHER"));

        Assert.Equal("2 2 1", string.Join(' ', new[] { "count", "page", "pageSize" }.Select(name => list.RootElement.GetProperty(name).GetRawText())));
        Assert.Equal(other, list.RootElement.GetProperty("data").EnumerateArray().Single().GetProperty("id").GetString());
        JsonElement found = sought.RootElement.GetProperty("data").EnumerateArray().Single();
        Assert.Equal(found.GetRawText(), await _site.GetAsync("/api/websites/other.com"));
        Assert.Equal("other.com", found.GetProperty("domain").GetString());
        Assert.Equal("2026-03-10T12:00:01.000Z", found.GetProperty("createdAt").GetString());
    }

    [Fact]
    public async Task A_website_that_one_may_not_see_is_401_as_their_version_writes_it()
    {
        HttpResponseMessage none = await _site.Product.Anonymous.GetAsync("/api/websites");
        Assert.Equal(HttpStatusCode.Unauthorized, none.StatusCode);
        Assert.StartsWith("{\"error\":\"", await none.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("401 {\"error\":\"No such site\"}", await _site.GetAsync("/api/websites/none.example"));
        Assert.Equal("401 {\"error\":{\"message\":\"No such site\",\"code\":\"unauthorized\",\"status\":401}}", await _site.GetAsync("/api/websites/none.example/stats?version=3"));
    }

    [Theory]
    [InlineData(false, "{\"pageviews\":{\"value\":3")]
    [InlineData(true, "{\"pageviews\":3")] // the third version's client sends it twice
    public async Task A_key_may_come_as_to_Umamis_cloud(bool twice, string expected)
    {
        string key = _site.Product.Admin.DefaultRequestHeaders.Authorization!.Parameter!;
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/websites/{_site.Id}/stats?{Day}");
        request.Headers.Add("x-umami-api-key", key);
        request.Headers.Authorization = twice ? _site.Product.Admin.DefaultRequestHeaders.Authorization : null;
        Assert.StartsWith(expected, await (await _site.Product.Anonymous.SendAsync(request)).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var elsewhere = new HttpRequestMessage(HttpMethod.Get, "/api/v2/sites");
        elsewhere.Headers.Add("x-umami-api-key", key);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _site.Product.Anonymous.SendAsync(elsewhere)).StatusCode);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Its_figures_are_those_of_the_query(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 5; i++)
        {
            DateTimeOffset from = new DateTimeOffset(2026, 3, 8, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(1440));
            DateTimeOffset last = from.AddMinutes(random.Next(1, 2880)).AddSeconds(59);
            string country = random.Next(2) == 0 ? "EE" : "DE";
            using var figures = JsonDocument.Parse(await AskAsync(string.Create(CultureInfo.InvariantCulture, $"/stats?version=3&country={country}&startAt={from.ToUnixTimeMilliseconds()}&endAt={last.ToUnixTimeMilliseconds() + 999}")));
            HttpResponseMessage response = await _site.Product.Admin.PostAsJsonAsync("/api/v2/query", new
            {
                site_id = _site.Id,
                metrics = new[] { "pageviews", "visitors", "visits" },
                date_range = new[] { from.ToString("O", CultureInfo.InvariantCulture), last.ToString("O", CultureInfo.InvariantCulture) },
                filters = new object[] { new object[] { "is", "visit:country", new[] { country } } },
            });
            using var asked = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            int[] numbers = [.. asked.RootElement.GetProperty("results")[0].GetProperty("metrics").EnumerateArray().Select(n => n.GetInt32())];
            Assert.Equal(numbers, new[] { "pageviews", "visitors", "visits" }.Select(name => figures.RootElement.GetProperty(name).GetInt32()));
        }
    }

    [Fact]
    public async Task Days_are_the_sites()
    {
        await using ReportedSite site = await ReportedSite.StartAsync(dynamo, "Europe/Tallinn");
        await site.HappensAsync("8 22:30 ann /");

        Assert.StartsWith("""{"pageviews":[{"x":"2026-03-09 00:00:00","y":1}]""", await site.GetAsync("/api/websites/example.com/pageviews?startAt=1772920800000&endAt=1773093599999&unit=day&timezone=Europe/Tallinn"), StringComparison.Ordinal);
        Assert.StartsWith("""{"pageviews":[{"x":"2026-03-09T00:00:00\u002B02:00","y":1}]""", await site.GetAsync("/api/websites/example.com/pageviews?startDate=2026-03-09&endDate=2026-03-09&unit=day"), StringComparison.Ordinal);
    }
}
