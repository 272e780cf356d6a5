using System.Net.Http.Json;
using System.Text.Json;
using Analytics.Functions.Stats.Reports;

namespace Analytics.Functions.Tests.Stats.Reports;

/// <summary>A site's reports by name, in the form that LittleStats' dashboard reads.</summary>
public sealed class SiteReportTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private ReportedSite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await ReportedSite.StartAsync(dynamo);
        await _site.HappensAsync("""
            8 10:00 ann /        EE
            9 10:00 ann /        https://news.example/today EE
            9 10:01 ann /pricing EE
            9 10:02 ann *Signup  EE plan=pro
            9 11:00 bob /        DE phone
            10 09:00 cyd /blog   https://www.google.com/
            """);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private const string Days = "?from=2026-03-09&to=2026-03-10";

    [Fact]
    public async Task Its_figures_are_compared_with_as_many_days_before() => Assert.Equal(
        $$$"""{"siteId":"{{{_site.Id}}}","period":{"start":"2026-03-09","end":"2026-03-10"},"views":4,"visits":3,"visitors":3,"bounceRate":67,"avgDuration":40,"change":{"views":300,"visits":200,"visitors":200,"bounceRate":-33,"avgDuration":100}}""",
        await _site.ReportAsync("stats" + Days));

    [Fact]
    public async Task Its_course_has_the_buckets_that_are_not_empty() => Assert.Equal(
        """{"data":[{"timestamp":"2026-03-09T00:00:00Z","views":3,"visits":2,"visitors":2},{"timestamp":"2026-03-10T00:00:00Z","views":1,"visits":1,"visitors":1}],"total":2}""",
        await _site.ReportAsync("timeseries" + Days));

    [Fact]
    public async Task Hours_are_asked_for_under_either_name()
    {
        string ours = await _site.ReportAsync("timeseries?from=2026-03-09&to=2026-03-09&interval=hour");

        Assert.Equal("""{"data":[{"timestamp":"2026-03-09T10:00:00Z","views":2,"visits":1,"visitors":1},{"timestamp":"2026-03-09T11:00:00Z","views":1,"visits":1,"visitors":1}],"total":2}""", ours);
        Assert.Equal(ours, await _site.ReportAsync("timeseries?start=2026-03-09&end=2026-03-09&granularity=hour"));
    }

    [Theory]
    [InlineData("pages", """{"pages":[{"path":"/","views":2,"visits":2,"visitors":2},{"path":"/blog","views":1,"visits":1,"visitors":1},{"path":"/pricing","views":1,"visits":1,"visitors":1}],"total":3}""")]
    [InlineData("entry-pages", """{"entryPages":[{"path":"/","visits":2,"visitors":2},{"path":"/blog","visits":1,"visitors":1}],"total":2}""")]
    [InlineData("exit-pages", """{"exitPages":[{"path":"/","visits":1,"visitors":1},{"path":"/blog","visits":1,"visitors":1},{"path":"/pricing","visits":1,"visitors":1}],"total":3}""")]
    [InlineData("referrers", """{"referrers":[{"referrer":"news.example/today","views":2,"visits":1,"visitors":1},{"referrer":"google.com","views":1,"visits":1,"visitors":1}],"total":2}""")]
    [InlineData("sources", """{"sources":[{"source":"news.example","views":2,"visits":1,"visitors":1},{"source":"Direct / None","views":1,"visits":1,"visitors":1},{"source":"Google","views":1,"visits":1,"visitors":1}],"total":3}""")]
    [InlineData("countries", """{"countries":[{"country":"EE","code":"EE","views":2,"visits":1,"visitors":1},{"country":"XX","code":"XX","views":1,"visits":1,"visitors":1},{"country":"DE","code":"DE","views":1,"visits":1,"visitors":1}],"total":3}""")]
    [InlineData("devices", """{"devices":[{"device":"Desktop","views":3,"visits":2,"visitors":2},{"device":"Mobile","views":1,"visits":1,"visitors":1}],"total":2}""")]
    [InlineData("versions", """{"versions":[{"version":"140.0","browser":"Chrome","views":3,"visits":2,"visitors":2},{"version":"17.5","browser":"Safari","views":1,"visits":1,"visitors":1}],"total":2}""")]
    [InlineData("hostnames", """{"hostnames":[{"hostname":"example.com","views":4,"visitors":3}],"total":1}""")]
    [InlineData("events", """{"events":[{"name":"Signup","count":1,"visitors":1}],"total":1}""")]
    public async Task Its_lists_have_the_greatest_first(string list, string expected) => Assert.Equal(expected, await _site.ReportAsync(list + Days));

    [Fact]
    public async Task Every_list_answers()
    {
        foreach (SiteList list in SiteReports.Lists)
        {
            using var json = JsonDocument.Parse(await _site.ReportAsync(list.Address + Days));
            Assert.Equal(JsonValueKind.Array, json.RootElement.GetProperty(list.Name).ValueKind);
        }
    }

    [Theory]
    [InlineData("pages?from=2026-03-09&to=2026-03-10&limit=1&page=2", """{"pages":[{"path":"/blog","views":1,"visits":1,"visitors":1}],"total":3}""")]
    [InlineData("pages?from=2026-03-09&to=2026-03-10&q=PRI", """{"pages":[{"path":"/pricing","views":1,"visits":1,"visitors":1}],"total":1}""")]
    [InlineData("countries?from=2026-03-09&to=2026-03-10&page=/pricing", """{"countries":[{"country":"EE","code":"EE","views":1,"visits":1,"visitors":1}],"total":1}""")]
    [InlineData("pages?from=2026-03-09&to=2026-03-10&referrer=news.example", """{"pages":[{"path":"/","views":1,"visits":1,"visitors":1},{"path":"/pricing","views":1,"visits":1,"visitors":1}],"total":2}""")]
    [InlineData("pages?from=2026-03-09&to=2026-03-10&referrer=direct&country=DE", """{"pages":[{"path":"/","views":1,"visits":1,"visitors":1}],"total":1}""")]
    [InlineData("devices?period=day&filters=%5B%5B%22is%22,%22visit:source%22,%5B%22Google%22%5D%5D%5D", """{"devices":[{"device":"Desktop","views":1,"visits":1,"visitors":1}],"total":1}""")]
    public async Task What_counts_is_narrowed_by_our_names_and_by_LittleStats(string asked, string expected) => Assert.Equal(expected, await _site.ReportAsync(asked));

    [Fact]
    public async Task A_goal_is_known_however_its_filter_is_spelt()
    {
        HttpResponseMessage made = await _site.Product.Admin.PostAsJsonAsync($"/api/v2/sites/{_site.Id}/goals", new { type = "event", pattern = "Signup" });
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
        string filters = Uri.EscapeDataString("""[["is","\u0065vent:goal",["Signup"]]]""");

        Assert.Equal("""{"events":[{"name":"Signup","count":1,"visitors":1}],"total":1}""", await _site.ReportAsync($"events{Days}&filters={filters}"));
    }

    [Fact]
    public async Task What_its_visitors_do_now_is_told_as_LittleStats_health()
    {
        await _site.HappensAsync("10 11:40 dan /now");

        Assert.Equal("""{"status":"healthy","sessions":1,"hour":"2026-03-10T12:00:00"}""", await _site.GetAsync("/api/v2/health/example.com"));
        Assert.StartsWith("404 ", await _site.GetAsync("/api/v2/health/test-site"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_days_the_last_thirty_and_today_are_meant()
    {
        string answer = await _site.ReportAsync("stats");

        Assert.Contains("\"period\":{\"start\":\"2026-02-08\",\"end\":\"2026-03-10\"},\"views\":5", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_fault_of_the_address_is_named_at_once()
    {
        string answer = await _site.ReportAsync("pages?from=2026-13-01&limit=0&page=-1&country=Estonia&filters=x");

        Assert.StartsWith("400 ", answer, StringComparison.Ordinal);
        Assert.All(["from", "limit", "page", "country", "filters"], field => Assert.Contains($"\"{field}\":[\"must be", answer, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("stats?period=day&from=2026-03-09", "\"period\":[\"does not go with from")]
    [InlineData("stats?period=fortnight", "\"period\":[\"must be a range")]
    [InlineData("stats?from=2026-03-10&to=2026-03-09", "\"from\":[\"must not be after to")]
    [InlineData("timeseries?interval=second", "\"interval\":[\"must be one of day, hour")]
    [InlineData("timeseries?period=30d&interval=minute", "is for ranges of at most 2 days")]
    public async Task What_cannot_be_asked_is_refused_with_the_remedy(string asked, string expected) =>
        Assert.Contains(expected, await _site.ReportAsync(asked), StringComparison.Ordinal);

    [Fact]
    public async Task What_an_answer_took_is_told_in_a_header()
    {
        HttpResponseMessage response = await _site.Product.Admin.GetAsync($"/api/v2/sites/{_site.Id}/pages{Days}&explain=1");

        using var explained = JsonDocument.Parse(response.Headers.GetValues("x-analytics-explain").Single());
        Assert.True(explained.RootElement.GetProperty("explain").GetProperty("cost").GetProperty("read_units").GetDouble() > 0);
    }
}
