using System.Globalization;
using System.Text.Json;

namespace Analytics.Functions.Tests.Stats.Reports;

/// <summary>What changed and where, and unusual days, of March at noon of the 30th, a Monday.</summary>
public sealed class InsightTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private ReportedSite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await ReportedSite.StartAsync(dynamo);
        _site.Clock.Advance(TimeSpan.FromDays(20));
        List<string> events = [];
        foreach (int day in Enumerable.Range(1, 30))
        {
            int usual = day % 7 is 0 or 1 ? 4 : 12; // 1 March is a Sunday
            events.AddRange(Enumerable.Range(0, usual).Select(i => Line(day, i, i % 2 == 0 ? "/ EE" : "/blog LV")));
        }

        events.AddRange(Enumerable.Range(0, 60).Select(i => Line(29, 100 + i, "/pricing https://news.ycombinator.com/item " + (i % 2 == 0 ? "EE" : "LV"))));
        foreach (string[] batch in events.Chunk(100))
        {
            await _site.HappensAsync(string.Join('\n', batch));
        }
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static string Line(int day, int visitor, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{day} {visitor / 60:00}:{visitor % 60:00} v{visitor} {what}");

    private const string LastDays = "from=2026-03-23&to=2026-03-29";

    [Fact]
    public async Task A_change_is_explained_by_its_page_and_source_once() => Assert.Equal(
        """{"metric":"pageviews","range":{"start":"2026-03-23","end":"2026-03-29"},"rangeBefore":{"start":"2026-03-16","end":"2026-03-22"},"before":68,"after":128,"change":60,"changePercent":88.2,"isBeyondChance":true,"""
        + "\"sentences\":" + """["Page views rose from 68 to 128 (\u002B88%).","60 of the 60 more were on /pricing from Hacker News."],"notes":[],"""
        + "\"segments\":" + """[{"page":"/pricing","entryPage":null,"source":"Hacker News","country":null,"channel":null,"device":null,"before":0,"after":60,"change":60,"explained":60,"shareOfChange":100,"sentence":"60 of the 60 more were on /pricing from Hacker News."}]}""",
        await _site.ReportAsync("insights?" + LastDays));

    [Theory]
    [InlineData("visits", "\"60 of the 60 more began on /pricing from Hacker News.\"],\"notes\":[]")]
    [InlineData("visitors", "\"60 of the 60 more began on /pricing from Hacker News.\"],\"notes\":[\"A visitor of several visits counts in each part")]
    [InlineData("pageviews&filters=[[\"is\",\"visit:country\",[\"EE\"]]]", "\"30 of the 30 more were on /pricing from Hacker News.\"")]
    [InlineData("pageviews&page=/blog", "\"sentences\":[\"Page views stayed at 34.\"],\"notes\":[],\"segments\":[]")]
    public async Task It_goes_by_other_counts_and_through_filters(string metric, string told) =>
        Assert.Contains(told, await _site.ReportAsync($"insights?metric={metric}&" + LastDays), StringComparison.Ordinal);

    [Fact]
    public async Task A_range_that_has_today_in_it_says_so() =>
        Assert.Contains("which is not over", await _site.ReportAsync("insights?from=2026-03-24&to=2026-03-30"), StringComparison.Ordinal);

    [Fact]
    public async Task A_day_unlike_its_weekdays_is_an_anomaly_and_today_is_none()
    {
        using var answer = JsonDocument.Parse(await _site.ReportAsync("insights/anomalies?from=2026-03-27&to=2026-04-02"));

        JsonElement only = Assert.Single(answer.RootElement.GetProperty("anomalies").EnumerateArray());
        Assert.Equal("2026-03-29, a Sunday, had 64 page views, more than usual: 0 to 12 were expected from 4 such days before it.", only.GetProperty("sentence").GetString());
        Assert.Equal(only.GetRawText(), answer.RootElement.GetProperty("lastWholeDay").GetRawText());
        Assert.Equal(
            ["too-little-history", "too-little-history", "high", "not-over"],
            answer.RootElement.GetProperty("days").EnumerateArray().Select(day => day.GetProperty("verdict").GetString()));
    }

    [Fact]
    public async Task They_are_tables_too()
    {
        Assert.StartsWith("page,entryPage,source,country,channel,device,before,after,change,explained,shareOfChange,sentence\r\n/pricing,,Hacker News,", await _site.ReportAsync("insights?format=csv&" + LastDays), StringComparison.Ordinal);
        Assert.StartsWith("day,weekday,count,verdict,expected,low,high,weekdays,sentence\r\n2026-03-23,Monday,12,", await _site.ReportAsync("insights/anomalies?format=csv&" + LastDays), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_mistake_is_told_at_once()
    {
        string refusal = await _site.ReportAsync("insights?metric=bounce_rate&limit=0&country=Estonia");

        Assert.StartsWith("400", refusal, StringComparison.Ordinal);
        Assert.All(new[] { "\"metric\"", "\"limit\"", "\"country\"" }, field => Assert.Contains(field, refusal, StringComparison.Ordinal));
    }
}
