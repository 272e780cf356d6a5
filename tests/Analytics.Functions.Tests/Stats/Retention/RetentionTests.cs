using System.Net;
using System.Text.Json;

namespace Analytics.Functions.Tests.Stats.Retention;

/// <summary>Retention asked through HTTP.</summary>
public sealed class RetentionTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private AskedSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await AskedSite.StartAsync(dynamo);

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task People_are_in_the_cohort_of_the_period_in_which_they_were_first_seen()
    {
        await _site.HappensAsync(
            """
            -3 10:00 phone=ann /
            -2 10:00 desk=ann /
            -3 10:00 a=bob /
            -1 10:00 b=bob *Look
            -2 10:00 c=cyd /
            -1 10:00 d /
            """);

        JsonElement answer = await _site.AskAsync("retention", $$"""{ "period":"day", {{_site.Days(-3)}} }""");

        Assert.Equal(3, answer.GetProperty("people").GetInt32());
        Assert.Equal(
            $$"""[{"start":"{{_site.Date(-3)}}","people":2,"seen":[2,1,1],"rates":[100,50,50]},"""
            + $$"""{"start":"{{_site.Date(-2)}}","people":1,"seen":[1,0],"rates":[100,0]},"""
            + $$"""{"start":"{{_site.Date(-1)}}","people":0,"seen":[0],"rates":[0]}]""",
            answer.GetProperty("cohorts").GetRawText());
        Assert.Equal("""{"counts":"identified people","identification":true}""", answer.GetProperty("meta").GetRawText());

        JsonElement looking = await _site.AskAsync("retention", $$"""{ "period":"day", {{_site.Days(-3)}}, "filters":[["is","event:name",["Look"]]] }""");
        Assert.Equal(1, looking.GetProperty("people").GetInt32());
    }

    [Theory]
    [InlineData("{}", "date_range")]
    [InlineData("""{"date_range":"121d","period":"day"}""", "date_range")]
    [InlineData("""{"date_range":"7d","period":"year","filters":[["is","visit:planet",["Mars"]]],"who":"visitors"}""", "filters period who")]
    public async Task Every_fault_of_a_retention_is_told_by_its_field(string question, string fields) =>
        Assert.Equal(fields, await _site.FaultsAsync(HttpMethod.Post, "retention", question));

    [Fact]
    public async Task Questions_need_the_scope_stats_and_a_site_of_ones_own()
    {
        await _site.ScopeToAsync("ingest");
        Assert.Equal(HttpStatusCode.Forbidden, (await _site.SendAsync(HttpMethod.Post, "retention", "{}")).Status);
        await _site.ScopeToAsync("stats");
        Assert.Equal(HttpStatusCode.OK, (await _site.SendAsync(HttpMethod.Post, "retention", """{"date_range":"120d","period":"day"}""")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _site.SendAsync(HttpMethod.Post, "retention", "{}", "nobody.com")).Status);
    }
}
