using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Analytics.Functions.Tests.Stats.Reports;
using Analytics.Store.Stats.Metrics;
using ModelContextProtocol.Client;

namespace Analytics.Functions.Tests.Assistants;

/// <summary>What assistants ask through the Model Context Protocol: the same answers and the same refusals as by the HTTP API.</summary>
public sealed class AssistantTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string Range = """["2026-03-09","2026-03-10"]""";
    private ReportedSite _site = null!;
    private Assistant _assistant = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await ReportedSite.StartAsync(dynamo);
        await _site.HappensAsync("""
            9 10:00 ann / EE https://www.google.com/
            9 10:02 ann /pricing EE
            9 11:00 bob / DE phone
            10 11:58 eve / EE
            10 11:59 eve *Signup EE plan=pro
            """);
        _assistant = await Assistant.ConnectAsync(_site.Product);
    }

    public async ValueTask DisposeAsync()
    {
        await _assistant.DisposeAsync();
        await _site.DisposeAsync();
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string json) => await _site.Product.Admin.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"));

    private async Task<string> KeyAsync(params string[] scopes)
    {
        HttpResponseMessage made = await _site.Product.Admin.PostAsJsonAsync("/api/v2/keys", new { name = "assistant", scopes });
        return JsonDocument.Parse(await made.Content.ReadAsStringAsync()).RootElement.GetProperty("secret").GetString()!;
    }

    [Fact]
    public async Task Six_tools_are_offered_each_says_what_it_is_for_and_none_changes_anything()
    {
        IList<McpClientTool> tools = await _assistant.Client.ListToolsAsync();

        Assert.Equal(["ask", "compare", "explain", "funnel", "insights", "list_sites", "realtime"], tools.Select(t => t.Name).Order(StringComparer.Ordinal));
        Assert.All(tools, t =>
        {
            Assert.True(t.Description.Length > 40, t.Name);
            Assert.True(t.ProtocolTool.Annotations is { ReadOnlyHint: true, DestructiveHint: false, OpenWorldHint: false }, t.Name);
            Assert.All(t.JsonSchema.GetProperty("properties").EnumerateObject(), p => Assert.True(p.Value.TryGetProperty("description", out _), $"{t.Name}.{p.Name}"));
        });
        Assert.True(tools.Sum(t => t.JsonSchema.GetRawText().Length + t.Description.Length) < 12_000, "Every assistant reads the tools at every start.");
    }

    [Fact]
    public async Task An_answer_is_that_of_the_query_to_the_same_question()
    {
        JsonElement told = await _assistant.CallAsync("ask", $$"""{"site_id":"example.com","metrics":["visitors","pageviews"],"date_range":{{Range}},"dimensions":["visit:country"],"filters":[["is","event:page",["/"]]]}""");
        JsonElement asked = await _site.Product.QueryAsync(JsonDocument.Parse($$$"""
            {"site_id":"example.com","metrics":["visitors","pageviews"],"date_range":{{{Range}}},"dimensions":["visit:country"],"filters":[["is","event:page",["/"]]],"include":{"total_rows":true},"pagination":{"limit":20,"offset":0}}
            """).RootElement);

        Assert.True(JsonElement.DeepEquals(asked, told), $"{asked}\n{told}");
        Assert.Equal("""[{"metrics":[2,2],"dimensions":["EE"]},{"metrics":[1,1],"dimensions":["DE"]}]""", told.GetProperty("results").GetRawText());
    }

    [Fact]
    public async Task A_question_that_names_a_site_alone_is_about_the_visitors_of_thirty_days() =>
        Assert.Equal("""[{"metrics":[2],"dimensions":[]}]""", (await _assistant.CallAsync("ask", """{"site_id":"example.com","filters":null}""")).GetProperty("results").GetRawText());

    [Fact]
    public async Task A_cut_list_says_how_many_rows_are_left_and_where_to_go_on()
    {
        string question = $$"""{"site_id":"example.com","date_range":{{Range}},"dimensions":["event:page"],"limit":1""";
        JsonElement first = await _assistant.CallAsync("ask", question + "}"), last = await _assistant.CallAsync("ask", question + ",\"offset\":1}");

        Assert.Equal("""{"rows":1,"next_offset":1}""", first.GetProperty("left_out").GetRawText());
        Assert.Equal("/pricing", last.GetProperty("results")[0].GetProperty("dimensions")[0].GetString());
        Assert.False(last.TryGetProperty("left_out", out _));
    }

    [Fact]
    public async Task Two_ranges_are_compared()
    {
        JsonElement told = await _assistant.CallAsync("compare", """{"site_id":"example.com","metrics":["visitors"],"date_range":["2026-03-10","2026-03-10"]}""");
        Assert.Equal("""[{"metrics":[1],"dimensions":[],"comparison":{"metrics":[2],"change":[-50]}}]""", told.GetProperty("results").GetRawText());

        JsonElement other = await _assistant.CallAsync("compare", """{"site_id":"example.com","metrics":["visitors"],"date_range":["2026-03-09","2026-03-09"],"compare":["2026-03-10","2026-03-10"]}""");
        Assert.Equal("100", other.GetProperty("results")[0].GetProperty("comparison").GetProperty("change")[0].GetRawText());
    }

    [Fact]
    public async Task A_saved_funnel_is_asked_by_its_name_and_listed_without_one()
    {
        Assert.Equal(HttpStatusCode.Created, (await PostAsync("/api/v2/sites/example.com/funnels", """{"name":"Signing up","steps":[{"page":"/"},{"event":"Signup"}],"breakdown":"visit:country"}""")).StatusCode);

        JsonElement told = await _assistant.CallAsync("funnel", $$"""{"site_id":"example.com","name":"Signing up","date_range":{{Range}},"limit":1}""");
        Assert.Equal([3, 1], told.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("visitors").GetInt32()));
        Assert.Equal("""{"rows":1}""", told.GetProperty("left_out").GetRawText());

        Assert.Equal("Signing up", (await _assistant.CallAsync("funnel", """{"site_id":"example.com"}""")).GetProperty("funnels")[0].GetProperty("name").GetString());
        string refusal = await _assistant.RefusalAsync("funnel", """{"site_id":"example.com","name":"Leaving"}""");
        Assert.Contains("No such funnel", refusal, StringComparison.Ordinal);
        Assert.Contains("Signing up", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_happens_now_is_the_answer_of_the_realtime_route()
    {
        JsonElement told = await _assistant.CallAsync("realtime", """{"site_id":"example.com"}""");

        Assert.Equal(1, told.GetProperty("activeVisitors").GetInt32());
        Assert.Equal("Signup", told.GetProperty("events")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task Meanings_are_those_of_the_document_and_a_plan_costs_no_answer()
    {
        JsonElement all = await _assistant.CallAsync("explain");
        string document = await File.ReadAllTextAsync(Repository.At("docs/metrics.md"), TestContext.Current.CancellationToken);
        Assert.Empty(KnownMetrics.All.Select(metric => metric.Name).Except(all.GetProperty("metrics").EnumerateObject().Select(m => m.Name)));
        Assert.All(all.GetProperty("metrics").EnumerateObject(), m => Assert.Contains(m.Value.GetString()!.Split(". Unit")[0], document, StringComparison.Ordinal));

        JsonElement told = await _assistant.CallAsync("explain", """{"site_id":"example.com","metrics":["bounce_rate"],"dimensions":["visit:utm_term"],"date_range":"45d"}""");
        Assert.Equal("bounces ÷ visits that count (or entries). Unit, rounding: percent, whole", told.GetProperty("metrics").GetProperty("bounce_rate").GetString());
        Assert.StartsWith("the tag", told.GetProperty("dimensions").GetProperty("visit:utm_term").GetString(), StringComparison.Ordinal);
        JsonElement property = await _assistant.CallAsync("explain", """{"dimensions":["event:props:colour"]}""");
        Assert.StartsWith("value of the property", property.GetProperty("dimensions").GetProperty("event:props:colour").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("the N days", told.GetProperty("date_range").GetProperty("45d").GetString(), StringComparison.Ordinal);
        Assert.True(told.GetProperty("plan").GetProperty("days").GetProperty("open").GetInt32() > 0);
    }

    [Fact]
    public async Task Every_metric_and_dimension_has_a_meaning()
    {
        string metrics = string.Join(',', Store.Stats.Metrics.KnownMetrics.All.Select(m => $"\"{m.Name}\"")), dimensions = string.Join(',', Store.Stats.Dimensions.KnownDimensions.All.Select(d => $"\"{d.Name}\""));

        JsonElement told = await _assistant.CallAsync("explain", $$"""{"metrics":[{{metrics}}],"dimensions":[{{dimensions}}]}""");

        Assert.Equal(Store.Stats.Dimensions.KnownDimensions.All.Count, told.GetProperty("dimensions").EnumerateObject().Count());
    }

    [Theory]
    [InlineData("ask", """{"site_id":"example.com","metrics":["visitors","clicks"]}""", "/api/v2/query", """{"site_id":"example.com","metrics":["visitors","clicks"],"date_range":"30d"}""")]
    [InlineData("ask", """{"site_id":"other.example"}""", "/api/v2/query", """{"site_id":"other.example","metrics":["visitors"],"date_range":"30d"}""")]
    [InlineData("compare", """{"site_id":"example.com","compare":"tomorrow"}""", "/api/v2/query", """{"site_id":"example.com","metrics":["visitors"],"date_range":"30d","include":{"compare":"tomorrow"}}""")]
    public async Task A_refusal_has_the_words_of_the_route(string tool, string arguments, string path, string json) =>
        Assert.Equal(await (await PostAsync(path, json)).Content.ReadAsStringAsync(), await _assistant.RefusalAsync(tool, arguments));

    [Fact]
    public async Task Every_fault_of_the_arguments_is_named_at_once()
    {
        string refusal = await _assistant.RefusalAsync("ask", """{"metrics":["visitors"],"limit":101,"offset":-1,"colour":"red"}""");

        Assert.All(["site_id", "colour"], name => Assert.Contains($"\"{name}\":", refusal, StringComparison.Ordinal));
        string rows = await _assistant.RefusalAsync("ask", """{"site_id":"example.com","limit":101,"offset":-1}""");
        Assert.All(["limit", "offset"], name => Assert.Contains($"\"{name}\":[\"must be a whole number", rows, StringComparison.Ordinal));
        string unknown = await _assistant.RefusalAsync("explain", """{"metrics":["clicks","visitors","taps"],"dimensions":["visit:mood"]}""");
        Assert.All(["clicks", "taps", "visit:mood"], name => Assert.Contains(name, unknown, StringComparison.Ordinal));
        Assert.Contains("\"site_id\":", await _assistant.RefusalAsync("realtime", """{"site_id":"example.com/stream"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_scope_stats_is_enough_and_no_other_is()
    {
        await using Assistant reader = await Assistant.ConnectAsync(_site.Product, await KeyAsync("stats"));
        JsonElement sites = await reader.CallAsync("list_sites");
        Assert.Equal("""{"id":"ID","name":"example.com","domains":["example.com"],"timezone":"UTC","isActive":true}""".Replace("ID", _site.Id, StringComparison.Ordinal), sites.GetProperty("sites")[0].GetRawText());

        foreach ((string? key, HttpStatusCode status) in new[] { (await KeyAsync("ingest"), HttpStatusCode.Forbidden), ("made-up", HttpStatusCode.Unauthorized), (null, HttpStatusCode.Unauthorized) })
        {
            using HttpRequestMessage request = Call("""{"name":"list_sites","arguments":{}}""");
            request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
            Assert.Equal(status, (await _site.Product.Anonymous.SendAsync(request)).StatusCode);
        }
    }

    [Fact]
    public async Task A_call_counts_once_against_the_limit_of_its_key()
    {
        await using RunningProduct limited = await RunningProduct.StartAsync(dynamo, settings: new Dictionary<string, string> { ["ANALYTICS_REQUESTS_PER_MINUTE"] = "10" });
        using HttpRequestMessage request = Call("""{"name":"list_sites","arguments":{}}""");

        HttpResponseMessage response = await limited.Admin.SendAsync(request);

        Assert.Equal("9", Assert.Single(response.Headers.GetValues("RateLimit-Remaining")));
    }

    [Fact]
    public async Task A_message_that_is_too_large_is_refused()
    {
        using HttpRequestMessage request = Call($$$"""{"name":"list_sites","arguments":{"limit":"{{{new string('x', 300_000)}}}"}}""");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await _site.Product.Admin.SendAsync(request)).StatusCode);
    }

    private static HttpRequestMessage Call(string parameters)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/mcp")
        {
            Content = new StringContent($$$"""{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{{{parameters}}}}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Accept", "application/json, text/event-stream");
        return request;
    }

    [Fact]
    public async Task A_request_stands_for_itself_and_no_session_is_kept()
    {
        using HttpRequestMessage request = Call("""{"name":"list_sites","arguments":{}}""");

        HttpResponseMessage response = await _site.Product.Admin.SendAsync(request);

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.False(response.Headers.Contains("Mcp-Session-Id"));
        Assert.Contains("example.com", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await _site.Product.Admin.GetAsync("/mcp")).StatusCode);
    }
}
