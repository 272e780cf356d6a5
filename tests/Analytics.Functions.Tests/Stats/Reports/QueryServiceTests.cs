using System.Net;

namespace Analytics.Functions.Tests.Stats.Reports;

/// <summary>The read routes of a query service whose clients name no site: figures, series, breakdown, who is there; and LittleStats' current figures.</summary>
public sealed class QueryServiceTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string Range = "start=2026-03-09T00:00:00.000Z&end=2026-03-10T00:00:00Z";
    private ReportedSite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await ReportedSite.StartAsync(dynamo);
        await _site.HappensAsync("""
            8 10:00 ann /        EE
            9 10:00 ann /        https://news.example/today EE
            9 10:01 ann /pricing EE
            9 11:00 bob /        DE phone
            10 11:10 cyd /blog
            10 11:57 dan /blog
            10 11:58 dan /a
            """);
        // Noon is not in it: the hour begins with the clock's next tick.
        _site.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData("/realtime", """{"activeUsers":1,"pageviewsLast5Min":2}""")]
    [InlineData("/metrics?" + Range, """{"timeRange":{"start":"2026-03-09T00:00:00.000Z","end":"2026-03-10T00:00:00.000Z"},"metrics":{"pageviews":{"value":3,"change":200},"visitors":{"value":2,"change":100},"sessions":{"value":2,"change":100}}}""")]
    [InlineData("/metrics?start=2026-03-09&end=1773100800000&metrics=avg_duration,bounce_rate", """{"timeRange":{"start":"2026-03-09T00:00:00.000Z","end":"2026-03-10T00:00:00.000Z"},"metrics":{"avg_duration":{"value":30,"change":0},"bounce_rate":{"value":50,"change":-50}}}""")]
    [InlineData("/timeseries?interval=hour&metric=visitors&" + Range, """{"timeRange":{"start":"2026-03-09T00:00:00.000Z","end":"2026-03-10T00:00:00.000Z"},"data":[{"date":"2026-03-09 10:00:00","value":1},{"date":"2026-03-09 11:00:00","value":1}]}""")]
    [InlineData("/breakdown?dimension=page&" + Range, """{"timeRange":{"start":"2026-03-09T00:00:00.000Z","end":"2026-03-10T00:00:00.000Z"},"dimension":"page","data":[{"dimension":"/","value":2,"percentage":66.6666666667},{"dimension":"/pricing","value":1,"percentage":33.3333333333}]}""")]
    [InlineData("/breakdown?dimension=visit:source&metric=sessions&" + Range, """{"timeRange":{"start":"2026-03-09T00:00:00.000Z","end":"2026-03-10T00:00:00.000Z"},"dimension":"visit:source","data":[{"dimension":"news.example","value":1,"percentage":100}]}""")]
    [InlineData("/breakdown?dimension=country&limit=1&site=example.com&" + Range, """{"timeRange":{"start":"2026-03-09T00:00:00.000Z","end":"2026-03-10T00:00:00.000Z"},"dimension":"country","data":[{"dimension":"EE","value":2,"percentage":100}]}""")]
    public async Task It_answers_in_the_form_that_its_clients_read(string asked, string expected) => Assert.Equal(expected, await _site.GetAsync(asked));

    [Theory]
    [InlineData("/metrics?metrics=pageviews,sold", "400 {\"error\":\"metrics: must be some of pageviews, visitors, sessions, bounce_rate, avg_duration, each once")]
    [InlineData("/breakdown", "400 {\"error\":\"dimension: is required: one of page, referrer")]
    [InlineData("/timeseries?start=yesterday&interval=second", "400 {\"error\":\"interval: must be one of day, hour, week, month; start: must be a date")]
    [InlineData("/metrics?start=2026-03-10&end=2026-03-09", "400 {\"error\":\"start: must be before end")]
    [InlineData("/metrics?site=none.example", "404 {\"error\":\"No such site\"}")]
    [InlineData("/metrics?metric=visitors", "400 {\"error\":\"metric: is an unknown query parameter")]
    public async Task It_refuses_in_their_form_too(string asked, string expected) => Assert.StartsWith(expected, await _site.GetAsync(asked), StringComparison.Ordinal);

    [Fact]
    public async Task Who_has_several_sites_names_one()
    {
        _ = await _site.Product.CreateSiteAsync("other.com");

        Assert.StartsWith("400 {\"error\":\"site: is required, for there are several sites", await _site.GetAsync("/realtime"), StringComparison.Ordinal);
        Assert.Equal("""{"activeUsers":0,"pageviewsLast5Min":0}""", await _site.GetAsync("/realtime?site=other.com"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await _site.Product.Anonymous.GetAsync("/realtime")).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?type=realtime")]
    public async Task The_hour_that_is_under_way_is_asked_for_by_LittleStats(string type)
    {
        _site.Clock.Advance(TimeSpan.FromSeconds(-2));

        Assert.Equal(
            $$$"""{"siteId":"{{{_site.Id}}}","timestamp":1773143999000,"activeVisitors":1,"currentHour":{"views":3,"visits":2,"visitors":2,"bounceRate":50},"topPages":[{"path":"/blog","count":2},{"path":"/a","count":1}]}""",
            await _site.GetAsync($"/api/v2/stats/example.com{type}"));
    }
}
