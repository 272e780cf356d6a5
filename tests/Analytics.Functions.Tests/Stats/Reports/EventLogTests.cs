using System.Text.Json;

namespace Analytics.Functions.Tests.Stats.Reports;

/// <summary>Single events of a site, as LittleStats' dashboard reads them.</summary>
public sealed class EventLogTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string Days = "events?start=2026-03-08&end=2026-03-10";
    private ReportedSite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await ReportedSite.StartAsync(dynamo, settings: new { singleVisits = true });
        await _site.HappensAsync("""
            8 09:00 ann /        https://news.example/today EE
            8 09:01 ann /pricing EE
            8 09:03 ann *Signup  EE plan=pro seats=3
            9 11:00 bob /        DE
            9 11:01 bob *Signup  DE
            10 09:00 cyd *Login
            """);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private async Task<JsonElement> AskAsync(string asked)
    {
        string text = await _site.ReportAsync(asked);
        Assert.False(text.StartsWith('4'), text);
        return JsonDocument.Parse(text).RootElement;
    }

    private static string[] NamesOf(JsonElement answer) => [.. answer.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("event_name").GetString()!)];

    [Fact]
    public async Task The_names_of_events_are_listed_unless_the_log_is_asked_for()
    {
        const string Names = """{"events":[{"name":"Signup","count":2,"visitors":2},{"name":"Login","count":1,"visitors":1}],"total":2}""";

        Assert.Equal(Names, await _site.ReportAsync(Days));
        Assert.Equal(Names, await _site.ReportAsync(Days + "&limit=100"));
        Assert.Equal(Names, await _site.ReportAsync(Days.Replace("events", "custom-events", StringComparison.Ordinal)));
        Assert.Equal(["Login", "Signup", "Page View", "Signup", "Page View", "Page View"], NamesOf(await AskAsync(Days + "&view=log")));
        Assert.Equal(["Login", "Signup", "Signup"], NamesOf(await AskAsync(Days + "&limit=100&excludePageview=true")));
        Assert.Equal(["Signup", "Signup"], NamesOf(await AskAsync(Days + "&eventName=Signup")));
        Assert.Equal(3, (await AskAsync(Days + "&eventName=Page+View")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_row_has_all_that_their_tables_have()
    {
        JsonElement[] rows = [.. (await AskAsync(Days + "&view=log")).GetProperty("events").EnumerateArray()];
        JsonElement visit = (await AskAsync(Days + "&eventName=Signup")).GetProperty("events")[1];

        Assert.Equal("""{"plan":"pro","seats":"3"}""", visit.GetProperty("event_data").GetString());
        Assert.Equal(("/", "news.example", "2026-03-08T09:03:00.000Z"), (visit.GetProperty("url").GetString(), visit.GetProperty("referrer").GetString(), visit.GetProperty("timestamp").GetString()));
        Assert.Equal("Direct", rows[0].GetProperty("referrer").GetString());
        Assert.Equal(JsonValueKind.Null, rows[0].GetProperty("event_data").ValueKind);
        Assert.Equal(3, rows[3..].Select(row => row.GetProperty("user_id").GetString()).Count(id => id == visit.GetProperty("user_id").GetString()));
        Assert.Equal(6, rows.Select(row => row.GetProperty("id").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task Pages_make_the_whole_log_and_the_last_has_no_next()
    {
        List<string> paged = [];
        string? cursor = null;
        do
        {
            JsonElement page = await AskAsync($"{Days}&excludePageview=false&limit=4&cursor={cursor}");
            Assert.Equal(6, page.GetProperty("total").GetInt32());
            paged.AddRange(NamesOf(page));
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);

        Assert.Equal(["Login", "Signup", "Page View", "Signup", "Page View", "Page View"], paged);
    }

    [Theory]
    [InlineData("&view=log&q=Sign&page=2", "q,page")]
    [InlineData("&cursor=2026-01-02T03:04:05.678Z,7&limit=0", "cursor,limit")]
    [InlineData("&excludePageview=yes", "excludePageview")]
    [InlineData("&view=table", "view")]
    public async Task What_the_log_cannot_be_asked_is_refused_by_name(string asked, string named)
    {
        string answer = await _site.ReportAsync(Days + asked);

        Assert.StartsWith("400 ", answer, StringComparison.Ordinal);
        Assert.All(named.Split(','), field => Assert.Contains($"\"{field}\":[\"", answer, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_site_shows_its_log_only_where_its_setting_says_so()
    {
        string other = await _site.Product.CreateSiteAsync("other.com");
        string answer = await _site.GetAsync($"/api/v2/sites/{other}/events?excludePageview=true");

        Assert.StartsWith("403 ", answer, StringComparison.Ordinal);
        Assert.Contains("singleVisits", answer, StringComparison.Ordinal);
        Assert.StartsWith("{", await _site.GetAsync($"/api/v2/sites/{other}/events"), StringComparison.Ordinal);
    }
}
