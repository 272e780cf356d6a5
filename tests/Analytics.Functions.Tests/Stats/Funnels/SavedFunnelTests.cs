using System.Net;
using System.Text.Json;

namespace Analytics.Functions.Tests.Stats.Funnels;

/// <summary>Funnels that were saved, through HTTP.</summary>
public sealed class SavedFunnelTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string Buying = """{"name":" Buying ","steps":[{"page":"/"},{"event":"Buy"}],"order":"strict"}""";
    private AskedSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await AskedSite.StartAsync(dynamo);

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private async Task<string> SaveAsync(string funnel)
    {
        (HttpStatusCode status, JsonElement saved) = await _site.SendAsync(HttpMethod.Post, "funnels", funnel);
        Assert.Equal(HttpStatusCode.Created, status);
        return saved.GetProperty("id").GetString()!;
    }

    private static string Without(JsonElement funnel, params string[] names) =>
        string.Join(' ', funnel.EnumerateObject().Where(p => !names.Contains(p.Name)).Select(p => $"{p.Name}={p.Value.GetRawText()}"));

    [Fact]
    public async Task A_funnel_is_saved_asked_again_changed_and_removed()
    {
        string id = await SaveAsync(Buying);
        await _site.HappensAsync("-3 10:00 ann /\n-3 10:01 ann /shop\n-3 10:02 ann *Buy");
        Assert.Equal("1 0", await ReportAsync());

        (_, JsonElement changed) = await _site.SendAsync(HttpMethod.Put, $"funnels/{id}", """{"order":null,"window":"1h"}""");
        Assert.Equal(""" name="Buying" steps=[{"page":"/"},{"event":"Buy"}] window="1h" """, $" {Without(changed, "id", "createdAt", "updatedAt")} ");
        Assert.Equal("1 1", await ReportAsync());
        (_, JsonElement list) = await _site.SendAsync(HttpMethod.Get, "funnels");
        Assert.Equal(changed.GetRawText(), Assert.Single(list.GetProperty("funnels").EnumerateArray()).GetRawText());
        Assert.Equal(changed.GetRawText(), (await _site.SendAsync(HttpMethod.Get, $"funnels/{id}")).Json.GetRawText());

        Assert.Equal(HttpStatusCode.NoContent, (await _site.SendAsync(HttpMethod.Delete, $"funnels/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _site.SendAsync(HttpMethod.Delete, $"funnels/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _site.SendAsync(HttpMethod.Get, $"funnels/{id}/report?date_range=7d")).Status);

        async Task<string> ReportAsync()
        {
            (_, JsonElement report) = await _site.SendAsync(HttpMethod.Get, $"funnels/{id}/report?date_range={_site.Date(-3)},{_site.Date(-1)}");
            return string.Join(' ', report.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("visitors").GetInt32()));
        }
    }

    [Theory]
    [InlineData("{}", "name steps")]
    [InlineData("""{"name":7,"steps":[{"page":"/"},{"step":"/a"}],"window":"1s2","date_range":"7d"}""", "date_range name steps[1].page steps[1].step window")]
    [InlineData("""{"name":null,"steps":[{"page":"/"},{"page":"/a"}],"filters":[["is","event:goal",["Gone"]]]}""", "filters name")]
    public async Task Every_fault_of_a_saved_funnel_is_told_by_its_field(string funnel, string fields) =>
        Assert.Equal(fields, await _site.FaultsAsync(HttpMethod.Post, "funnels", funnel));

    [Fact]
    public async Task A_change_with_a_fault_changes_nothing()
    {
        string id = await SaveAsync(Buying);

        Assert.Equal("steps", await _site.FaultsAsync(HttpMethod.Put, $"funnels/{id}", """{"name":"New","steps":[]}"""));
        Assert.Equal("name", await _site.FaultsAsync(HttpMethod.Put, $"funnels/{id}", """{"name":null}"""));

        Assert.Equal("Buying", (await _site.SendAsync(HttpMethod.Get, $"funnels/{id}")).Json.GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_goal_that_is_gone_is_told_when_the_funnel_is_asked_again()
    {
        (_, JsonElement goal) = await _site.SendAsync(HttpMethod.Post, "goals", """{"type":"event","pattern":"Buy"}""");
        string id = await SaveAsync("""{"name":"By goal","steps":[{"page":"/"},{"filters":[["is","event:goal",["Buy"]]]}]}""");
        Assert.Equal(HttpStatusCode.OK, (await _site.SendAsync(HttpMethod.Get, $"funnels/{id}/report?date_range=7d")).Status);

        await _site.SendAsync(HttpMethod.Delete, $"goals/{goal.GetProperty("id")}");

        Assert.Equal("steps[1].filters", await _site.FaultsAsync(HttpMethod.Get, $"funnels/{id}/report?date_range=7d"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?date_range=sometime")]
    [InlineData("?date_range=2026-01-02,2026-01-01")]
    public async Task A_report_needs_a_range(string query)
    {
        string id = await SaveAsync(Buying);
        Assert.Equal("date_range", await _site.FaultsAsync(HttpMethod.Get, $"funnels/{id}/report{query}"));
    }

    [Fact]
    public async Task Reading_needs_the_scope_stats_and_saving_the_scope_admin()
    {
        string id = await SaveAsync(Buying);
        await _site.ScopeToAsync("stats");

        Assert.Equal(HttpStatusCode.OK, (await _site.SendAsync(HttpMethod.Get, "funnels")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _site.SendAsync(HttpMethod.Get, $"funnels/{id}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _site.SendAsync(HttpMethod.Get, $"funnels/{id}/report?date_range=7d")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await _site.SendAsync(HttpMethod.Post, "funnels", Buying)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await _site.SendAsync(HttpMethod.Put, $"funnels/{id}", Buying)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await _site.SendAsync(HttpMethod.Delete, $"funnels/{id}")).Status);
    }

    [Fact]
    public async Task A_funnel_belongs_to_its_site()
    {
        string id = await SaveAsync(Buying);
        Assert.Equal(HttpStatusCode.NotFound, (await _site.SendAsync(HttpMethod.Get, $"funnels/{id}", site: "other.com")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _site.SendAsync(HttpMethod.Get, "funnels/no%20such")).Status);
    }
}
