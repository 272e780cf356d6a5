using Analytics.Store.Inputs;
using Analytics.Store.Visits;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Analytics.Functions.Tests.Stats;

/// <summary>Goals and segments through HTTP: named once, then asked by.</summary>
public sealed class TermsTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private RunningProduct _product = null!;
    private string _site = "";

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo);
        _site = await _product.CreateSiteAsync("example.com");
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Fact]
    public async Task A_goal_is_made_asked_by_changed_and_removed()
    {
        (HttpStatusCode status, JsonElement goal, string? path) = await SendAsync(HttpMethod.Post, Goals, """{"type":"event","pattern":"Signup","value":9.5}""");
        Assert.Equal((HttpStatusCode.Created, "Signup", "exact", true), (status, Text(goal, "name"), Text(goal, "match"), goal.GetProperty("isActive").GetBoolean()));
        await RecordAsync("pageview", "/pricing");
        await RecordAsync("Signup", "/pricing");
        Assert.Equal("""[{"metrics":[1,1,100],"dimensions":["Signup"]}]""", await AskAsync("""{"metrics":["visitors","events","conversion_rate"],"dimensions":["event:goal"]}"""));

        (_, JsonElement renamed, _) = await SendAsync(HttpMethod.Put, path!, """{"name":"Joined"}""");
        Assert.Equal(("Joined", "Signup"), (Text(renamed, "name"), Text(renamed, "pattern")));
        Assert.Equal("""[{"metrics":[1],"dimensions":[]}]""", await AskAsync("""{"metrics":["events"],"filters":[["is","event:goal",["Joined"]]]}"""));
        Assert.Equal("#/filters/0: the site has no goal `Signup`: add it to the site, or leave it out", await RefusalAsync("""{"metrics":["events"],"filters":[["is","event:goal",["Signup"]]]}"""));

        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(HttpMethod.Delete, path!)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Get, path!)).Status);
        Assert.Equal("[]", await AskAsync("""{"metrics":["events"],"dimensions":["event:goal"]}"""));
    }

    [Fact]
    public async Task A_page_is_a_goal_as_far_as_it_is_scrolled()
    {
        await SendAsync(HttpMethod.Post, Goals, """{"type":"page","pattern":"/docs","match":"starts_with"}""");
        await SendAsync(HttpMethod.Post, Goals, """{"type":"page","pattern":"/docs/a","scroll":75}""");
        (_, JsonElement list, _) = await SendAsync(HttpMethod.Get, Goals);
        Assert.Equal(["Scroll 75% of /docs/a", "Visit /docs"], list.GetProperty("goals").EnumerateArray().Select(g => Text(g, "name")));

        await RecordAsync("pageview", "/docs/a");
        Assert.Equal("""[{"metrics":[1],"dimensions":["Visit /docs"]}]""", await AskAsync("""{"metrics":["visitors"],"dimensions":["event:goal"]}"""));
        await RecordAsync("engagement", "/docs/a", """{"e":3000,"sd":80}""");
        Assert.Equal(
            """[{"metrics":[1,80,3],"dimensions":["Scroll 75% of /docs/a"]},{"metrics":[1,80,3],"dimensions":["Visit /docs"]}]""",
            await AskAsync("""{"metrics":["visitors","scroll_depth","time_on_page"],"dimensions":["event:goal"],"filters":[["is","event:page",["/docs/a"]]]}"""));
    }

    [Theory]
    [InlineData("""{"type":"click","match":"like","pattern":""}""", "match pattern type")]
    [InlineData("""{"type":"event","pattern":"Signup","scroll":50}""", "scroll")]
    [InlineData("""{"type":"page","pattern":"/","scroll":101}""", "scroll")]
    [InlineData("""{"type":"page","pattern":"(a{99}){99}","match":"regex"}""", "pattern")]
    [InlineData("""{"type":"page","pattern":"/","name":" "}""", "name")]
    [InlineData("""{"kind":"page","pattern":"/"}""", "kind")]
    [InlineData("""{"type":7}""", "type")]
    [InlineData("""{"pattern":"A","match":"exact","matchType":"exact"}""", "matchType")]
    [InlineData("""{"pattern":"A","value":1000000000}""", "value")]
    [InlineData("""{"pattern":"A","value":0.0001}""", "value")]
    [InlineData("""{"pattern":"A","properties":{"":"x"}}""", "properties")]
    [InlineData("""{"pattern":"A","properties":{"a":"1","b":"1","c":"1","d":"1","e":"1","f":"1","g":"1","h":"1","i":"1","j":"1","k":"1"}}""", "properties")]
    [InlineData("""{"pattern":"A","properties":{"a":null,"b":7}}""", "properties.a properties.b")]
    [InlineData("[]", "body")]
    public async Task Every_fault_of_a_goal_is_told_by_its_field(string form, string fields)
    {
        (HttpStatusCode status, JsonElement problem, _) = await SendAsync(HttpMethod.Post, Goals, form);
        Assert.Equal((HttpStatusCode.BadRequest, fields), (status, string.Join(' ', problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order())));
    }

    [Fact]
    public async Task A_goal_may_be_narrowed_by_properties_and_have_a_value_that_reports_count()
    {
        (_, JsonElement goal, string? path) = await SendAsync(HttpMethod.Post, Goals, """{"type":"event","pattern":"Signup","properties":{"plan":"pro"},"value":9.5}""");
        Assert.Equal(("Signup (plan: pro)", """{"plan":"pro"}"""), (Text(goal, "name"), goal.GetProperty("properties").GetRawText()));
        await RecordAsync("Signup", "/", """{"p":{"plan":"pro"}}""");
        await RecordAsync("Signup", "/", """{"p":{"plan":"free"}}""");
        Assert.Equal(
            """[{"metrics":[1,9.5],"dimensions":["Signup (plan: pro)"]}]""",
            await AskAsync("""{"metrics":["events","goal_value"],"dimensions":["event:goal"]}"""));

        using HttpResponseMessage site = await _product.Admin.PutAsJsonAsync($"/api/v2/sites/{_site}", new { settings = new { currency = "eur" } });
        Assert.Equal(HttpStatusCode.OK, site.StatusCode);
        await SendAsync(HttpMethod.Put, path!, """{"properties":{},"name":"Any"}""");
        Assert.Equal(
            """[{"metrics":[{"value":19,"currency":"EUR","short":"€19","long":"€19.00"}],"dimensions":["Any"]}]""",
            await AskAsync("""{"metrics":["goal_value"],"dimensions":["event:goal"]}"""));
        Assert.Equal(
            "#/metrics: `goal_value` is measured by goal: add the dimension `event:goal`, or a filter on it at the top level",
            await RefusalAsync("""{"metrics":["goal_value"]}"""));
    }

    [Fact]
    public async Task A_goal_is_taken_in_the_words_of_other_products()
    {
        (HttpStatusCode status, JsonElement goal, _) = await SendAsync(HttpMethod.Post, Goals, """{"type":"pageview","pattern":"/docs","matchType":"startsWith"}""");
        Assert.Equal((HttpStatusCode.Created, "page", "starts_with"), (status, Text(goal, "type"), Text(goal, "match")));
    }

    [Fact]
    public async Task Two_goals_of_a_site_do_not_share_a_name()
    {
        await SendAsync(HttpMethod.Post, Goals, """{"type":"event","pattern":"Signup"}""");
        (HttpStatusCode status, JsonElement problem, _) = await SendAsync(HttpMethod.Post, Goals, """{"type":"page","pattern":"/","name":"Signup"}""");
        Assert.Equal((HttpStatusCode.BadRequest, "belongs to another goal"), (status, problem.GetProperty("errors").GetProperty("name")[0].GetString()));
    }

    [Fact]
    public async Task A_segment_is_saved_asked_by_its_number_changed_and_removed()
    {
        (HttpStatusCode status, JsonElement segment, string? path) = await SendAsync(HttpMethod.Post, Segments, """{"name":"Readers","filters":[["is", "event:page", ["/blog"]], ["not", ["is","visit:country",["FI"]]]]}""");
        int id = segment.GetProperty("id").GetInt32();
        Assert.Equal((HttpStatusCode.Created, "Readers"), (status, Text(segment, "name")));
        await RecordAsync("pageview", "/blog");
        await RecordAsync("pageview", "/shop");
        Assert.Equal("""[{"metrics":[1],"dimensions":[]}]""", await AskAsync($$"""{"metrics":["pageviews"],"filters":[["is","segment",[{{id}}]]]}"""));
        Assert.Equal("""[{"metrics":[2],"dimensions":[]}]""", await AskAsync($$"""{"metrics":["pageviews"],"filters":[["or",[["is","segment",[{{id}}]],["is","event:page",["/shop"]]]]]}"""));

        await SendAsync(HttpMethod.Put, path!, """{"filters":[["is","event:page",["/nowhere"]]]}""");
        Assert.Equal("""[{"metrics":[0],"dimensions":[]}]""", await AskAsync($$"""{"metrics":["pageviews"],"filters":[["is","segment",[{{id}}]]]}"""));
        Assert.Equal("Readers", Text((await SendAsync(HttpMethod.Get, path!)).Json, "name"));
        Assert.Equal(1, (await SendAsync(HttpMethod.Get, Segments)).Json.GetProperty("segments").GetArrayLength());

        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(HttpMethod.Delete, path!)).Status);
        Assert.Equal($"#/filters/0: the site has no segment `{id}`: take the id of one that it has", await RefusalAsync($$"""{"metrics":["pageviews"],"filters":[["is","segment",[{{id}}]]]}"""));
    }

    [Theory]
    [InlineData("""{"filters":[]}""", "name")]
    [InlineData("""{"name":"A"}""", "filters")]
    [InlineData("""{"name":7,"filters":[["is","event:goal",["Nothing"]]],"more":1}""", "filters more name")]
    [InlineData("""{"name":"A","filters":[["is","segment",[1]]]}""", "filters")]
    [InlineData("""{"name":"A","filters":[["is","time:day",["x"]]]}""", "filters")]
    public async Task Every_fault_of_a_segment_is_told_by_its_field(string form, string fields)
    {
        (HttpStatusCode status, JsonElement problem, _) = await SendAsync(HttpMethod.Post, Segments, form);
        Assert.Equal((HttpStatusCode.BadRequest, fields), (status, string.Join(' ', problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order())));
    }

    [Fact]
    public async Task An_answer_that_names_a_goal_changes_with_the_goals_name()
    {
        (_, _, string? path) = await SendAsync(HttpMethod.Post, Goals, """{"pattern":"Signup","value":1}""");
        string address = "/api/v2/query?q=" + Uri.EscapeDataString($$"""{"site_id":"{{_site}}","metrics":["goal_value"],"dimensions":["event:goal"],"date_range":["2025-01-01","2025-01-02"]}""");
        string tag = await TagAsync();
        Assert.Equal(tag, await TagAsync());
        await SendAsync(HttpMethod.Put, path!, """{"name":"Joined"}""");
        string renamed = await TagAsync();
        await SendAsync(HttpMethod.Put, path!, """{"value":2}""");
        Assert.Equal(3, new[] { tag, renamed, await TagAsync() }.Distinct().Count());

        async Task<string> TagAsync()
        {
            using HttpResponseMessage answer = await _product.Admin.GetAsync(address);
            return answer.Headers.ETag!.Tag;
        }
    }

    [Fact]
    public async Task One_strangers_event_in_another_currency_takes_no_money_out_of_the_reports()
    {
        await RecordAsync("Buy", "/shop", """{"$":{"currency":"EUR","amount":"10"}}""");
        await RecordAsync("Buy", "/shop", """{"$":{"currency":"ZZZ","amount":"0.01"}}""");
        Assert.Equal("""[{"metrics":[{"value":10,"currency":"EUR","short":"€10","long":"€10.00"}],"dimensions":[]}]""", await AskAsync("""{"metrics":["total_revenue"]}"""));

        await RecordAsync("Buy", "/shop", """{"$":{"currency":"JPY","amount":"1234.5"}}""");
        Assert.Equal("""[{"metrics":[null],"dimensions":[]}]""", await AskAsync("""{"metrics":["total_revenue"]}"""));
        Assert.Equal(
            """[{"metrics":[{"value":1234.5,"currency":"JPY","short":"¥1.2K","long":"¥1,235"}],"dimensions":["JPY"]},{"metrics":[{"value":10,"currency":"EUR","short":"€10","long":"€10.00"}],"dimensions":["EUR"]}]""",
            await AskAsync("""{"metrics":["total_revenue"],"dimensions":["event:currency"]}"""));
        Assert.Equal("#/filters/0: `event:currency` is compared with codes of ISO 4217, such as EUR, or (none)", await RefusalAsync("""{"metrics":["events"],"filters":[["is","event:currency",["ZZZ"]]]}"""));

        using HttpResponseMessage site = await _product.Admin.PutAsJsonAsync($"/api/v2/sites/{_site}", new { settings = new { currency = "EUR" } });
        Assert.Equal("""[{"metrics":[{"value":10,"currency":"EUR","short":"€10","long":"€10.00"}],"dimensions":[]}]""", await AskAsync("""{"metrics":["total_revenue"]}"""));
        Assert.Contains("""{"total_revenue":{"code":"other_currencies_left_out","warning":"Only money in EUR, the site's reporting currency, counts. Break it down by event:currency to see all of it.","left_out":[{"value":1234.5,"currency":"JPY","short":"¥1.2K","long":"¥1,235"}]}}""",
            JsonSerializer.Serialize((await QueryAsync("""{"metrics":["total_revenue"]}""")).GetProperty("meta"), Readable), StringComparison.Ordinal);

        using HttpResponseMessage refused = await _product.Admin.PutAsJsonAsync($"/api/v2/sites/{_site}", new { settings = new { currency = "ZZZ" } });
        Assert.Contains("settings.currency", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Money_is_an_object_and_a_comparison_stands_beside_its_row()
    {
        await RecordAsync("Buy", "/shop", """{"$":{"currency":"EUR","amount":"1234.5"}}""");
        Assert.Equal(
            """[{"metrics":[{"value":1234.5,"currency":"EUR","short":"€1.2K","long":"€1,234.50"},1],"dimensions":[],"comparison":{"metrics":[null,0],"change":[null,null]}}]""",
            await AskAsync("""{"metrics":["total_revenue","visitors"],"include":{"compare":"previous_period"}}"""));
        JsonElement none = await QueryAsync("""{"metrics":["total_revenue"],"filters":[["is","event:name",["Look"]]]}""");
        Assert.Equal("no_revenue_goals_matching", none.GetProperty("meta").GetProperty("metric_warnings").GetProperty("total_revenue").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Terms_of_a_site_that_is_not_ones_own_are_not_there()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Get, "/api/v2/sites/other.com/goals")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Post, "/api/v2/sites/other.com/segments", "{}")).Status);
    }

    private string Goals => $"/api/v2/sites/{_site}/goals";

    private string Segments => $"/api/v2/sites/{_site}/segments";

    private static string Text(JsonElement of, string member) => of.GetProperty(member).GetString()!;

    private async Task<(HttpStatusCode Status, JsonElement Json, string? Location)> SendAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body) };
        using HttpResponseMessage response = await _product.Admin.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement, response.Headers.Location?.ToString());
    }

    private async Task RecordAsync(string name, string path, string more = "{}")
    {
        JsonObject payload = JsonNode.Parse(more)!.AsObject();
        (payload["n"], payload["u"], payload["d"]) = (name, "https://example.com" + path, "example.com");
        Assert.Equal(HttpStatusCode.Accepted, (await _product.SendEventAsync(payload)).StatusCode);
    }

    private async Task<JsonElement> QueryAsync(string question)
    {
        JsonObject asked = JsonNode.Parse(question)!.AsObject();
        (asked["site_id"], asked["date_range"]) = ("example.com", "day");
        return await _product.QueryAsync(asked);
    }

    private async Task<string> AskAsync(string question) => JsonSerializer.Serialize((await QueryAsync(question)).GetProperty("results"), Readable);

    private async Task<string> RefusalAsync(string question)
    {
        JsonObject asked = JsonNode.Parse(question)!.AsObject();
        (asked["site_id"], asked["date_range"]) = ("example.com", "day");
        HttpResponseMessage response = await _product.Admin.PostAsJsonAsync("/api/v2/query", asked);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("error").GetString()!;
    }
}
