using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Analytics.Functions.Tests.Collect;

namespace Analytics.Functions.Tests.Sites;

/// <summary>A site gets another domain while its pages still carry the snippet of before.</summary>
public sealed class RenameTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private readonly ManualClock _clock = new(Some.Noon);
    private RunningProduct _product = null!;
    private string _site = "";

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo, _clock);
        _site = await _product.CreateSiteAsync("old.example");
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    private async Task<JsonElement> RenameAsync(string domain)
    {
        _clock.Advance(TimeSpan.FromMinutes(1));
        HttpResponseMessage answer = await _product.Admin.PutAsJsonAsync("/api/v2/sites/" + _site, new { domain });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.JsonAsync();
    }

    private async Task<string?> SentAsync(string tag, string page) =>
        (await _product.SendAsync("/api/event", new { n = "pageview", u = page, d = tag }, origin: null)).DroppedFor();

    [Theory]
    [InlineData("old.example", "https://old.example/")]
    [InlineData("old.example", "https://www.old.example/")]
    [InlineData("old.example", "https://new.example/")]
    [InlineData("new.example", "https://old.example/")]
    [InlineData("new.example", "https://new.example/")]
    public async Task For_72_hours_both_tags_and_the_pages_of_both_hosts_count_and_then_the_new_alone(string tag, string page)
    {
        Assert.Null(await SentAsync("old.example", "https://old.example/before"));
        DateTimeOffset until = (await RenameAsync("new.example")).GetProperty("formerDomains")[0].GetProperty("until").GetDateTimeOffset();
        Assert.Equal(_clock.GetUtcNow().AddHours(72), until);
        Assert.Null(await SentAsync(tag, page));

        _clock.Set(until.AddSeconds(-1));
        Assert.Null(await SentAsync(tag, page));

        _clock.Set(until);
        string? expected = tag == "old.example" ? "unknown_site" : page.Contains("old", StringComparison.Ordinal) ? "hostname" : null;
        Assert.Equal(expected, await SentAsync(tag, page));
        Assert.False((await (await _product.Admin.GetAsync("/api/v2/sites/new.example")).JsonAsync()).TryGetProperty("formerDomains", out _));
    }

    [Fact]
    public async Task A_visit_that_goes_from_the_old_host_to_the_new_has_no_referrer()
    {
        await RenameAsync("new.example");
        await _product.SendAsync("/api/event", new { n = "pageview", u = "https://new.example/", d = "new.example", r = "https://old.example/" }, origin: null);

        JsonElement answer = await _product.QueryAsync(new { site_id = "old.example", metrics = new[] { "visitors" }, date_range = "day", dimensions = new[] { "visit:source" } });
        Assert.Equal("Direct / None", answer.GetProperty("results")[0].GetProperty("dimensions")[0].GetString());
    }

    [Fact]
    public async Task The_answer_says_until_when_each_name_is_heard_and_renaming_back_works()
    {
        Assert.False((await (await _product.Admin.GetAsync("/api/v2/sites/" + _site)).JsonAsync()).TryGetProperty("formerDomains", out _));
        _ = await RenameAsync("new.example");
        JsonElement back = await RenameAsync("old.example");

        Assert.Equal("old.example", back.GetProperty("domains")[0].GetString());
        Assert.Equal(["new.example"], back.GetProperty("formerDomains").EnumerateArray().Select(f => f.GetProperty("domain").GetString()));
        _clock.Advance(TimeSpan.FromHours(100));
        Assert.Null(await SentAsync("old.example", "https://old.example/"));
        Assert.Equal("unknown_site", await SentAsync("new.example", "https://old.example/"));
    }
}
