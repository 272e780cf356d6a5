using System.Net;
using System.Text;
using Analytics.Functions.Callers;
using Analytics.Store.Accounts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.Functions.Tests.Http;

/// <summary>Every closed route of the running product refuses what it does not know, in the query and in the body, and names it.</summary>
public sealed class UnknownFieldTests(LocalDynamo dynamo) : IAsyncLifetime
{
    // Bodies that are lines of text; a collecting protocol, which leaves out and names what it does not know; and messages whose envelope
    // is another standard's: the arguments of tools are refused in AssistantTests.
    private static readonly string[] WithoutForm = ["POST /v1/ingest/logs", "POST /v1/ingest/import", "POST /api/v0/count", "POST /mcp"];

    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo);
        _ = await _product.CreateSiteAsync("example.com");
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    private IEnumerable<(string Method, string Pattern)> ClosedRoutes() =>
        from route in _product.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let rule = route.Metadata.GetRequiredMetadata<Access.Rule>()
        where !rule.IsInternal && (rule.Scope != Scopes.None || route.RoutePattern.RawText == "/api/v2/login")
        from method in route.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods
        select (method, route.RoutePattern.RawText!);

    private async Task<string> AskAsync(string method, string address, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        HttpResponseMessage response = await _product.Admin.SendAsync(request);
        return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";
    }

    // Of the site that exists. What else an address names need not exist.
    private static string Address(string pattern) => string.Join('/', pattern.Split('/').Select(part => part == "{id}" ? "example.com" : part.StartsWith('{') ? "1" : part));

    // Their bodies name the site, and are refused without one.
    private static bool IsOfNoSite(string pattern) => pattern is "/api/v2/query" or "/api/v2/queries";

    [Fact]
    public async Task A_query_parameter_that_a_route_does_not_know_is_refused_and_named()
    {
        List<(string Route, string Answer)> answers = [];
        foreach ((string method, string pattern) in ClosedRoutes().Where(r => r.Pattern != "/api/v0/count"))
        {
            answers.Add(($"{method} {pattern}", await AskAsync(method, Address(pattern) + "?made_up=1&other=2")));
        }

        Assert.True(answers.Count > 50, $"Only {answers.Count} routes were found.");
        Assert.All(answers, a => Assert.True(
            a.Answer.StartsWith("400 ", StringComparison.Ordinal) && a.Answer.Contains("made_up", StringComparison.Ordinal)
                && a.Answer.Contains("other", StringComparison.Ordinal) && a.Answer.Contains("leave it out", StringComparison.Ordinal),
            $"{a.Route}: {a.Answer}"));
    }

    [Fact]
    public async Task A_parameter_that_is_read_in_any_case_is_known_in_any_case() =>
        Assert.StartsWith("200 ", await AskAsync("GET", "/api/v2/sites/example.com/drops?FROM=2026-01-01&To=2026-01-02"), StringComparison.Ordinal);

    [Fact]
    public async Task A_field_that_a_body_does_not_have_is_refused_and_named()
    {
        List<(string Route, string Answer)> answers = [];
        foreach ((string method, string pattern) in ClosedRoutes().Where(r => r.Method != "GET" && !WithoutForm.Contains($"{r.Method} {r.Pattern}")))
        {
            // What is changed or deleted must exist, or the answer is that it does not. What is said about errors is read first.
            bool isOfOne = pattern.EndsWith('}') && pattern is not ("/api/v2/sites/{id}" or "/api/v1/sites/{id}" or "/api/v2/sites/{id}/errors/{fingerprint}") && method != "DELETE";
            answers.Add(($"{method} {pattern}", isOfOne ? await AskOfOneAsync(method, pattern) : await AskAsync(method, Address(pattern), IsOfNoSite(pattern) ? """{"site_id":"example.com","made_up":1}""" : """{"made_up":1}""")));
        }

        Assert.True(answers.Count > 20, $"Only {answers.Count} routes were found.");
        Assert.All(answers, a => Assert.True(
            a.Answer.StartsWith("400 ", StringComparison.Ordinal)
                && (a.Answer.Contains("made_up", StringComparison.Ordinal) || a.Answer.Contains("""{"body":["is not read by this route""", StringComparison.Ordinal)
                    || a.Answer.Contains("""{"error":"body: is not read by this route""", StringComparison.Ordinal)),
            $"{a.Route}: {a.Answer}"));
    }

    [Theory]
    [InlineData("/api/v2/sites/example.com/erasures", """{"everything":null,"preview":null,"day":null}""", "everything", "preview")]
    public async Task Null_for_a_field_that_must_have_a_value_is_refused_by_its_name(string path, string body, string first, string second)
    {
        string answer = await AskAsync("POST", path, body);

        Assert.StartsWith("400 ", answer, StringComparison.Ordinal);
        Assert.All([first, second], field => Assert.Contains($"\"{field}\":[\"must be true or false", answer, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Null_for_any_field_of_any_form_is_never_a_fault_of_the_server()
    {
        List<string> asked = [];
        foreach ((string method, string pattern) in ClosedRoutes().Where(r => r.Method != "GET" && !WithoutForm.Contains($"{r.Method} {r.Pattern}")))
        {
            string refusal = await AskAsync(method, Address(pattern), IsOfNoSite(pattern) ? """{"site_id":"example.com","made_up":1}""" : """{"made_up":1}""");
            string[] fields = [.. System.Text.RegularExpressions.Regex.Matches(refusal, "Known are ([^\"]+)").SelectMany(m => m.Groups[1].Value.Split(", "))];
            foreach (string body in (string[])["null", "[null]", """{"null":null}""", .. fields.SelectMany(f => (string[])[$"{{\"{f}\":null}}", $"{{\"{f}\":[null]}}", $"{{\"{f}\":{{}}}}"])])
            {
                string answer = await AskAsync(method, Address(pattern), body);
                Assert.False(answer.StartsWith('5'), $"{method} {pattern} {body}: {answer}");
                asked.Add($"{method} {pattern} {body}");
            }
        }

        Assert.True(asked.Count > 200, $"Only {asked.Count} bodies were sent.");
    }

    [Theory]
    [InlineData("POST", "/api/v2/sites", """{"domain":"a.example","settings":{"made_up":1,"trackUtmParams":"yes"},"other":1}""", "settings.made_up", "settings.trackUtmParams", "other")]
    [InlineData("POST", "/api/v2/sites", """{"domain":"a.example","name":"","timezone":"Nowhere/Here","settings":{"publicDashboardPassword":"hash"}}""", "name", "timezone", "settings.publicDashboardPassword")]
    [InlineData("POST", "/api/v2/keys", """{"name":5,"scopes":"stats","made_up":1}""", "name", "scopes", "made_up")]
    [InlineData("POST", "/v1/ingest/batch", """{"site":"example.com","events":[],"made_up":1}""", "made_up", "events", "made_up")]
    [InlineData("POST", "/v1/ingest/event", """{"site":"example.com","name":5,"url":"https://example.com/","visitor":{"id":"x","made_up":1},"screen":{"width":"wide"}}""", "name", "visitor.made_up", "screen.width")]
    [InlineData("POST", "/v1/ingest/session", """{"site":"example.com","visitor":{"id":"x"},"consent":"yes","events":5,"made_up":1}""", "consent", "events", "made_up")]
    public async Task Every_fault_is_named_at_once(string method, string path, string body, string first, string second, string third)
    {
        string answer = await AskAsync(method, path, body);

        Assert.StartsWith("400 ", answer, StringComparison.Ordinal);
        Assert.All([first, second, third], field => Assert.Contains($"\"{field}\"", answer, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_event_of_a_batch_is_rejected_for_its_own_faults_and_the_others_count()
    {
        string answer = await AskAsync("POST", "/v1/ingest/batch", """
            {"site":"example.com","events":[{"url":"https://example.com/","visitor":{"id":"x"}},{"url":"https://example.com/","visitor":{"id":"x"},"colour":"red","engagement":{"ms":"5"}}]}
            """);

        Assert.StartsWith("""200 {"accepted":1,"duplicates":0,"dropped":[],"rejected":[{"index":1,"errors":{"colour":["is unknown""", answer, StringComparison.Ordinal);
        Assert.Contains("\"engagement.ms\":[\"must be a number", answer, StringComparison.Ordinal);
        Assert.Contains("\"invalid\":1", await AskAsync("GET", "/api/v2/sites/example.com/drops"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_of_an_import_is_refused_for_its_unknown_fields_and_the_others_are_taken()
    {
        string time = TimeProvider.System.GetUtcNow().AddHours(-1).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        string answer = await AskAsync("POST", "/v1/ingest/import?site=example.com", $$"""
            {"id":"a","time":"{{time}}","hostname":"example.com","path":"/"}
            {"id":"b","time":"{{time}}","hostname":"example.com","path":"/","colour":"red","scroll":"60"}
            """);

        Assert.StartsWith("200 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"accepted\":1", answer, StringComparison.Ordinal);
        Assert.Contains("colour", answer, StringComparison.Ordinal);
        Assert.Contains("scroll", answer, StringComparison.Ordinal);
    }

    private async Task<string> AskOfOneAsync(string method, string pattern)
    {
        string list = pattern[..pattern.LastIndexOf('/')].Replace("{id}", "example.com", StringComparison.Ordinal);
        string form = list.Split('/')[^1] switch
        {
            "goals" => """{"type":"event","pattern":"Signup"}""",
            "segments" => """{"name":"Estonia","filters":[["is","visit:country",["EE"]]]}""",
            "annotations" => """{"date":"2026-03-09","text":"Launch"}""",
            "funnels" => """{"name":"Way","steps":[{"page":"/"},{"page":"/a"}]}""",
            var other => throw new InvalidOperationException($"This test knows nothing to make at {other}."),
        };
        string made = await AskAsync("POST", list, form);
        Assert.True(made.StartsWith("201 ", StringComparison.Ordinal) || made.StartsWith("409 ", StringComparison.Ordinal), made);
        string id = System.Text.RegularExpressions.Regex.Match(made, "\"id\":\"?([^\",}]+)").Groups[1].Value;
        return await AskAsync(method, $"{list}/{id}", """{"made_up":1}""");
    }
}
