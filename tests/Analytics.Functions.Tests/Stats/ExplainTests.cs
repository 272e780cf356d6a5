using Analytics.Engine.Sites;
using Analytics.Store.Visitors;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Analytics.Engine;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.Functions.Tests.Stats;

/// <summary>What answers take is told, kept to, and not taken again where nothing has changed.</summary>
public sealed class ExplainTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string Asked = """{"site_id":"example.com","metrics":["visitors"],"date_range":["2026-03-10","2026-03-10"],"dimensions":["event:page"]}""";
    private readonly ManualClock _clock = new(Some.Noon);
    private RunningProduct _product = null!;
    private Site _site = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo, _clock);
        _ = await _product.CreateSiteAsync("example.com");
        _site = (await _product.Services.GetRequiredService<SiteDirectory>().FindAsync("example.com", TestContext.Current.CancellationToken))!;
        await StoreAsync(0, 3_000);
        _clock.Advance(TimeSpan.FromHours(15));
        await SealAsync();
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Fact]
    public async Task An_answer_tells_on_request_what_it_took_and_the_next_one_that_it_took_nothing()
    {
        JsonElement plan = (await AskAsync("?explain=plan")).GetProperty("explain").GetProperty("plan");
        JsonElement first = await AskAsync("?explain=1"), second = await AskAsync("?explain=1");

        Assert.Equal((1, 1), (plan.GetProperty("days").GetProperty("from_blocks").GetInt32(), plan.GetProperty("blocks").GetInt32()));
        Assert.Equal(plan.GetProperty("bytes").GetInt64(), first.GetProperty("explain").GetProperty("cost").GetProperty("bytes").GetInt64());
        Assert.InRange(first.GetProperty("explain").GetProperty("cost").GetProperty("read_units").GetDouble() / plan.GetProperty("read_units").GetDouble(), 0.7, 1.4);
        Assert.True(first.GetProperty("explain").GetProperty("cost").GetProperty("dollars").GetDecimal() > 0);
        Assert.Equal(1, second.GetProperty("explain").GetProperty("plan").GetProperty("days").GetProperty("from_memory").GetInt32());
        Assert.Equal(0, second.GetProperty("explain").GetProperty("cost").GetProperty("bytes").GetInt64());
        Assert.Equal(first.GetProperty("results").GetRawText(), second.GetProperty("results").GetRawText());
        Assert.False((await AskAsync("")).TryGetProperty("explain", out _));
    }

    [Fact]
    public async Task A_question_that_takes_more_than_it_may_is_refused_and_told_what_to_do()
    {
        HttpResponseMessage refused = await PostAsync("", """{"budget":{"bytes":10},""" + Asked[1..]);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Matches("^#/budget: the question takes [0-9]+ bytes in 1 blocks, and may take 10 bytes: ask about fewer days, or let some visitors stand for all$",
            (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString()!);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync("", """{"budget":{"bytes":1000000,"sample":true},""" + Asked[1..])).StatusCode);
    }

    [Theory]
    [InlineData("""{"budget":5,""", "#/budget: must be an object")]
    [InlineData("""{"budget":{"bytes":-1,"blocks":1.5,"sample":1,"price":1},""", "#/budget/bytes: must be a whole number of 0 or more; #/budget/blocks: must be a whole number of 0 or more; #/budget/sample: must be true or false; #/budget/price: is unknown: leave it out. Known are bytes, blocks, sample")]
    public async Task A_budget_that_cannot_be_read_is_told_by_all_its_faults(string budget, string error)
    {
        HttpResponseMessage refused = await PostAsync("", budget + Asked[1..]);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(error, (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_client_that_has_the_answer_is_told_so_until_something_comes_late()
    {
        HttpResponseMessage first = await GetAsync(null);
        string tag = first.Headers.ETag!.ToString();
        Assert.Equal((HttpStatusCode.OK, "no-cache, private"), (first.StatusCode, first.Headers.CacheControl!.ToString()));

        HttpResponseMessage again = await GetAsync(tag);
        Assert.Equal((HttpStatusCode.NotModified, tag), (again.StatusCode, again.Headers.ETag!.ToString()));
        Assert.Empty(await again.Content.ReadAsByteArrayAsync());

        await StoreAsync(10_000, 5);
        _clock.Advance(TimeSpan.FromHours(5));
        await SealAsync();
        HttpResponseMessage after = await GetAsync(tag);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.NotEqual(tag, after.Headers.ETag!.ToString());
        Assert.NotEqual(await first.Content.ReadAsStringAsync(), await after.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_answer_about_today_has_no_tag()
    {
        HttpResponseMessage today = await GetAsync(null, Asked.Replace("\"2026-03-10\"]", "\"2026-03-11\"]", StringComparison.Ordinal));

        Assert.Equal((HttpStatusCode.OK, null), (today.StatusCode, today.Headers.ETag));
    }

    [Fact]
    public async Task Questions_in_an_address_that_cannot_be_read_and_unknown_explanations_are_told_so()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await GetAsync(null, "{")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("?explain=2", Asked)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _product.Anonymous.GetAsync("/api/v2/query?q=" + Uri.EscapeDataString(Asked))).StatusCode);
    }

    private async Task StoreAsync(int first, int count)
    {
        IEnumerable<Event> events = Enumerable.Range(first, count).Select(i => Some.Pageview($"e{i}", $"/page/{(uint)i * 2654435761u:x8}", Some.Noon.AddSeconds(i)) with
        {
            Site = _site.Id,
            Visitor = new VisitorId((ulong)i * 0x9E3779B97F4A7C15),
        });
        foreach (Event[] together in events.Chunk(50))
        {
            await Task.WhenAll(together.Select(e => _product.Dynamo.PutItemAsync(new RecordEvent(e, 1, TimeSpan.FromDays(4_000)).ToRequest(_product.Tables.Events))));
        }
    }

    private async Task SealAsync() => Assert.Equal(
        HttpStatusCode.OK, (await _product.Admin.PostAsJsonAsync("/api/v2/sites/example.com/maintenance/seal", new { day = "2026-03-10" })).StatusCode);

    private Task<HttpResponseMessage> PostAsync(string query, string body) =>
        _product.Admin.PostAsync("/api/v2/query" + query, new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

    private async Task<JsonElement> AskAsync(string query) => await (await PostAsync(query, Asked)).Content.ReadFromJsonAsync<JsonElement>();

    private Task<HttpResponseMessage> GetAsync(string? tag, string asked = Asked)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v2/query?q=" + Uri.EscapeDataString(asked));
        _ = tag is null || request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return _product.Admin.SendAsync(request);
    }
}
