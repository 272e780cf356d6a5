using System.Net;
using System.Net.Http.Json;

namespace Analytics.Functions.Tests.Stats.Reports;

/// <summary>Core Web Vitals, whatever tracker measured them.</summary>
public sealed class VitalTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private ReportedSite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await ReportedSite.StartAsync(dynamo);
        await _site.HappensAsync("""
            9 10:00 ann /
            9 10:01 ann *web_vitals LCP=2500 CLS=0.1 TTFB=90.5 release=a
            9 10:02 bob *web_vitals LCP=2501 CLS=0.3 phone release=a
            10 09:00 cyd *web_vitals LCP=4000 release=b
            10 09:01 dan *web_vitals LCP=4001 release=b
            10 09:02 eve *web_vitals LCP=slow
            10 09:03 eve *other LCP=1
            """);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private const string Days = "from=2026-03-09&to=2026-03-10";

    [Fact]
    public async Task A_site_has_all_five_with_percentiles_that_were_measured_and_shares_by_bounds_that_belong_to_the_better_side() => Assert.Equal(
        """{"vitals":[{"name":"LCP","unit":"ms","count":4,"p50":2501,"p75":4000,"p95":4001,"good":25,"needsImprovement":50,"poor":25,"rating":"needs-improvement"},"""
        + """{"name":"INP","unit":"ms","count":0,"p50":null,"p75":null,"p95":null,"good":null,"needsImprovement":null,"poor":null,"rating":null},"""
        + """{"name":"CLS","unit":"","count":2,"p50":0.1,"p75":0.3,"p95":0.3,"good":50,"needsImprovement":0,"poor":50,"rating":"poor"},"""
        + """{"name":"FCP","unit":"ms","count":0,"p50":null,"p75":null,"p95":null,"good":null,"needsImprovement":null,"poor":null,"rating":null},"""
        + """{"name":"TTFB","unit":"ms","count":1,"p50":90.5,"p75":90.5,"p95":90.5,"good":100,"needsImprovement":0,"poor":0,"rating":"good"}]}""",
        await _site.ReportAsync("vitals?" + Days));

    [Fact]
    public async Task One_of_them_is_broken_down() => Assert.Equal(
        """{"metric":"LCP","unit":"ms","rows":[{"device":"Desktop","count":3,"p50":4000,"p75":4001,"p95":4001,"good":33.3,"needsImprovement":33.3,"poor":33.3,"rating":"poor"},{"device":"Mobile","count":1,"p50":2501,"p75":2501,"p95":2501,"good":0,"needsImprovement":100,"poor":0,"rating":"needs-improvement"}],"total":2}""",
        await _site.ReportAsync("vitals/breakdown?by=device&" + Days));

    [Theory]
    [InlineData("vitals/breakdown?by=release&metric=CLS&", """[{"release":"a","count":2,"p50":0.1,""")]
    [InlineData("vitals/breakdown?by=page&", """[{"page":"/","count":4,""")]
    [InlineData("vitals/timeseries?", """[{"timestamp":"2026-03-09T00:00:00Z","count":2,"p50":2500,"p75":2501,""")]
    [InlineData("vitals/breakdown?by=os&filters=[[\"is\",\"visit:device\",[\"Mobile\"]]]&", """[{"os":"iOS","count":1,""")]
    public async Task It_goes_by_page_and_release_over_time_and_through_filters(string report, string begins) =>
        Assert.Contains("\"rows\":" + begins, await _site.ReportAsync(report + Days), StringComparison.Ordinal);

    [Fact]
    public async Task Every_mistake_is_told_at_once()
    {
        string refusal = await _site.ReportAsync("vitals/breakdown?metric=FID&by=colour&limit=0");

        Assert.StartsWith("400", refusal, StringComparison.Ordinal);
        Assert.All(new[] { "\"metric\"", "\"by\"", "\"limit\"" }, field => Assert.Contains(field, refusal, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Measurements_of_ts_analytics_and_Umami_are_the_same_thing()
    {
        await SendAsync("/collect", new { s = _site.Id, e = "vitals", u = "https://example.com/fast", p = new { metric = "INP", value = 120.5, rating = "good" } }, HttpStatusCode.NoContent);
        await SendAsync("/api/send", new { type = "performance", payload = new { website = _site.Id, url = "/fast", hostname = "example.com", inp = 180 } }, HttpStatusCode.OK);

        Assert.Contains(
            """{"page":"/fast","count":2,"p50":120.5,"p75":180,""",
            await _site.ReportAsync("vitals/breakdown?metric=INP&" + Days),
            StringComparison.Ordinal);
    }

    private async Task SendAsync(string address, object body, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("User-Agent", ReportedSite.Chrome);
        using HttpResponseMessage response = await _site.Product.Anonymous.SendAsync(request);
        Assert.Equal(status, response.StatusCode);
    }
}
