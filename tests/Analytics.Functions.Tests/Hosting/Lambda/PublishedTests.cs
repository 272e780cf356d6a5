using Analytics.Engine.Accounts;
using Analytics.Engine.Tables;
using Analytics.Engine.Visitors;
using Analytics.Functions.Http;
using Analytics.Store.Inputs;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2.Model;
using Analytics.Engine;
using Analytics.Store.Accounts;
using Analytics.Testing.Lambda;

namespace Analytics.Functions.Tests.Hosting.Lambda;

/// <summary>The folder that is deployed, run as Lambda runs it.</summary>
public sealed class PublishedTests(LocalDynamo dynamo, PublishedFunctions functions) : IAsyncLifetime
{
    private const string Secret = "0123456789abcdef-origin";
    private readonly TableNames _tables = new(LocalDynamo.NewTableName(), LocalDynamo.NewTableName());
    private string _key = "";

    public async ValueTask InitializeAsync()
    {
        await dynamo.CreateTablesWithoutExpiryAsync(_tables); // a salt whose time has come is destroyed by maintenance, not by the database
        (_key, _) = await new AnalyticsEngine(dynamo.Client, _tables, TimeProvider.System).Accounts.CreateKeyAsync("deployment", "tests", Scopes.All, default);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Events_are_collected_days_maintained_and_questions_answered_by_three_functions_of_one_folder()
    {
        await using LambdaProcess api = await StartAsync("api"), collect = await StartAsync("collect"), maintain = await StartAsync("maintain");
        await CreateSiteAsync(api);

        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(202, (await collect.Lambda.InvokeAsync(LambdaPayload.Recorded("http-api-post").ToBytes())).ToHttp().Status);
        }

        LambdaResult run = await maintain.Lambda.InvokeAsync(LambdaPayload.Maintain);
        Assert.Null(run.ErrorType);
        Assert.True(run.Json.GetProperty("complete").GetBoolean());

        (int status, _, byte[] body) = await AskAsync(
            api, "POST", "/api/v2/query", """{"site_id":"example.com","metrics":["pageviews","visitors"],"date_range":"24h"}""");
        Assert.Equal(200, status);
        Assert.Equal("[3,1]", JsonDocument.Parse(body).RootElement.GetProperty("results")[0].GetProperty("metrics").GetRawText());

        Assert.Contains(maintain.Said, line => line.Contains("\"SaltsOverdue\":0", StringComparison.Ordinal) && line.Contains("\"_aws\"", StringComparison.Ordinal));
        Assert.Contains(maintain.Said, line => line.Contains("\"OldestUnsealedDay\":0", StringComparison.Ordinal));
        string told = Assert.Single(collect.Said, line => line.Contains("EventsAccepted", StringComparison.Ordinal)); // not once a request
        Assert.Contains("\"EventsAccepted\":1", told, StringComparison.Ordinal);
        Assert.DoesNotContain(collect.Said, line => line.Contains("203.0.113.5", StringComparison.Ordinal) || line.Contains("Mozilla", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_schedule_destroys_the_salts_whose_time_has_come_and_says_how_late_it_is()
    {
        SaltStore salts = new AnalyticsEngine(dynamo.Client, _tables, new ManualClock(DateTimeOffset.UtcNow.AddDays(-3))).Salts;
        _ = await salts.GetAsync(Some.Site(), Some.Site().Calendar.DayOf(DateTimeOffset.UtcNow.AddDays(-3)), authenticated: false, default);
        await using LambdaProcess maintain = await StartAsync("maintain");

        LambdaResult run = await maintain.Lambda.InvokeAsync(LambdaPayload.Maintain);

        Assert.Equal(1, run.Json.GetProperty("saltsDestroyed").GetInt32());
        Assert.Empty((await dynamo.Client.ScanAsync(new ScanRequest(_tables.Salts))).Items ?? []);
        Assert.Contains(maintain.Said, line => line.Contains("\"SaltsOverdue\":1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_budget_of_a_day_that_is_used_up_by_any_instance_stops_the_next_and_rings()
    {
        (string, string) budget = ("ANALYTICS_DAILY_EVENTS", "1");
        await using LambdaProcess api = await StartAsync("api"), one = await StartAsync("collect", budget), maintain = await StartAsync("maintain", budget);
        await CreateSiteAsync(api);
        byte[] page = LambdaPayload.Recorded("http-api-post").ToBytes();

        Assert.Equal(202, (await one.Lambda.InvokeAsync(page)).ToHttp().Status);
        Assert.Equal(202, (await one.Lambda.InvokeAsync(page)).ToHttp().Status);
        Assert.Null((await maintain.Lambda.InvokeAsync(LambdaPayload.Maintain)).ErrorType);

        (_, _, byte[] body) = await AskAsync(api, "POST", "/api/v2/query", """{"site_id":"example.com","metrics":["pageviews"],"date_range":"24h"}""");
        Assert.Equal("[1]", JsonDocument.Parse(body).RootElement.GetProperty("results")[0].GetProperty("metrics").GetRawText());
        Assert.Contains(maintain.Said, line => line.Contains("\"BudgetExceeded\":1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("collect", "GET /health/live 200,POST /api/event 400,GET / 404,POST /api/v2/query 404,GET /api/v2/sites 404,GET /js/script.js 404,POST /v1/ingest/event 401,POST /internal/maintain 404")]
    [InlineData("api", "GET /health/live 200,POST /api/event 404,GET / 200,POST /api/v2/query 401,GET /api/v2/sites 401,GET /js/script.js 200,POST /v1/ingest/event 404,POST /internal/maintain 404")]
    [InlineData("front", "GET /health/live 200,POST /api/event 400,GET / 200,POST /api/v2/query 401,GET /api/v2/sites 401,GET /js/script.js 200,POST /v1/ingest/event 401,POST /internal/maintain 404")]
    [InlineData("maintain", "GET /health/live 404,POST /api/event 404,GET / 404,POST /api/v2/query 404,POST /internal/maintain 404")]
    public async Task A_role_has_its_routes_and_no_others(string role, string expected)
    {
        await using LambdaProcess process = await StartAsync(role);
        List<string> found = [];
        foreach (string[] asked in expected.Split(',').Select(line => line.Split(' ')))
        {
            byte[]? body = asked[0] == "POST" ? "{}"u8.ToArray() : null;
            int status = (await process.Lambda.InvokeAsync(LambdaPayload.Http(asked[0], asked[1], new Dictionary<string, string> { ["content-type"] = "text/plain" }, body).ToBytes())).ToHttp().Status;
            found.Add($"{asked[0]} {asked[1]} {status}");
        }

        Assert.Equal(expected.Split(','), found);
        Assert.Equal(role == "maintain" ? null : "InternalRouteFailed", (await process.Lambda.InvokeAsync(LambdaPayload.Maintain)).ErrorType);
    }

    [Fact]
    public async Task Behind_a_distribution_only_who_knows_its_secret_is_answered_and_only_then_are_its_words_about_the_visitor_believed()
    {
        await using LambdaProcess front = await StartAsync("front", ("ANALYTICS_ORIGIN_SECRET", Secret));
        Assert.Equal(403, await StatusAsync(front, "/health/live", null));
        Assert.Equal(403, await StatusAsync(front, "/health/live", Secret + "x"));
        Assert.Equal(403, await StatusAsync(front, "/health/live", Secret + "," + Secret));
        Assert.Equal(403, await StatusAsync(front, "/api/v2/sites", ""));
        Assert.Equal(200, await StatusAsync(front, "/health/live", Secret));

        await CreateSiteAsync(front, Secret);
        foreach (string viewer in new[] { "198.51.100.1:4711", "198.51.100.2:4711" })
        {
            JsonObject json = LambdaPayload.Recorded("http-api-post");
            JsonObject headers = json["headers"]!.AsObject();
            (headers["x-analytics-origin"], headers["cloudfront-viewer-address"], headers["cloudfront-viewer-country"]) = (Secret, viewer, "EE");
            Assert.Equal(202, (await front.Lambda.InvokeAsync(json.ToBytes())).ToHttp().Status);
        }

        (_, _, byte[] body) = await AskAsync(
            front, "POST", "/api/v2/query", """{"site_id":"example.com","metrics":["visitors"],"date_range":"24h","dimensions":["visit:country"]}""", Secret);
        Assert.Equal("""[{"metrics":[2],"dimensions":["EE"]}]""", JsonDocument.Parse(body).RootElement.GetProperty("results").GetRawText());
    }

    [Fact]
    public async Task Without_a_distribution_nobody_is_believed_to_be_one()
    {
        await using LambdaProcess front = await StartAsync("front");
        await CreateSiteAsync(front);
        foreach (string viewer in new[] { "198.51.100.1:4711", "198.51.100.2:4711" })
        {
            JsonObject json = LambdaPayload.Recorded("http-api-post");
            JsonObject headers = json["headers"]!.AsObject();
            (headers["cloudfront-viewer-address"], headers["cloudfront-viewer-country"], headers["x-forwarded-for"]) = (viewer, "EE", viewer[..^5]);
            _ = await front.Lambda.InvokeAsync(json.ToBytes());
        }

        (_, _, byte[] body) = await AskAsync(
            front, "POST", "/api/v2/query", """{"site_id":"example.com","metrics":["visitors"],"date_range":"24h"}""");
        Assert.Equal("[1]", JsonDocument.Parse(body).RootElement.GetProperty("results")[0].GetProperty("metrics").GetRawText());
    }

    [Theory]
    [InlineData(false, """[{"metrics":[1],"dimensions":["US","(not set)"]}]""")]
    [InlineData(true, """[{"metrics":[1],"dimensions":["EE","Tallinn"]}]""")]
    public async Task Without_an_edge_the_address_is_looked_up_by_what_lies_beside_the_program_or_by_ones_own_database(bool isOwn, string expected)
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            Dictionary<string, object> record = new()
            {
                ["country"] = new Dictionary<string, object> { ["iso_code"] = "EE" },
                ["city"] = new Dictionary<string, object> { ["names"] = new Dictionary<string, object> { ["en"] = "Tallinn" } },
            };
            string own = isOwn ? PlaceFile.Write(folder, "GeoLite2-City", ("8.8.8.0/24", record)) : "";
            await using LambdaProcess front = await StartAsync("front", ("ANALYTICS_GEO_DATABASE", own));
            await CreateSiteAsync(front);
            JsonObject json = LambdaPayload.Recorded("http-api-post");
            json["requestContext"]!["http"]!["sourceIp"] = "8.8.8.8";
            Assert.Equal(202, (await front.Lambda.InvokeAsync(json.ToBytes())).ToHttp().Status);

            (_, _, byte[] body) = await AskAsync(
                front, "POST", "/api/v2/query", """{"site_id":"example.com","metrics":["visitors"],"date_range":"24h","dimensions":["visit:country","visit:city"]}""");
            Assert.Equal(expected, JsonDocument.Parse(body).RootElement.GetProperty("results").GetRawText());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_first_owner_is_made_once_and_keeps_a_password_of_their_own()
    {
        await using (LambdaProcess first = await StartAsync("maintain", ("ANALYTICS_ADMIN_EMAIL", "ann@example.com"), ("ANALYTICS_ADMIN_PASSWORD", "made at deployment")))
        {
        }

        await using (LambdaProcess again = await StartAsync("maintain", ("ANALYTICS_ADMIN_EMAIL", "ann@example.com"), ("ANALYTICS_ADMIN_PASSWORD", "another one")))
        {
        }

        await using LambdaProcess api = await StartAsync("api");
        Assert.Equal(204, (await AskAsync(api, "POST", "/api/v2/login", """{"email":"ann@example.com","password":"made at deployment"}""")).Status);
        Assert.Equal(401, (await AskAsync(api, "POST", "/api/v2/login", """{"email":"ann@example.com","password":"another one"}""")).Status);
    }

    [Fact]
    public async Task Settings_that_cannot_be_used_are_named_to_Lambda_and_their_values_are_not()
    {
        await using LambdaProcess process = await functions.StartAsync(
            dynamo, _tables, "everything", ("ANALYTICS_SALTS_TABLE", ""), ("ANALYTICS_BOOTSTRAP_KEY", "hush-hush"), ("ANALYTICS_ORIGIN_SECRET", "too-short"));

        JsonElement error = JsonDocument.Parse(await process.Lambda.StartError.WaitAsync(TimeSpan.FromSeconds(30))).RootElement;

        Assert.Equal("SettingsError", error.GetProperty("errorType").GetString());
        string message = error.GetProperty("errorMessage").GetString()!;
        Assert.All(["ANALYTICS_ROLE", "ANALYTICS_SALTS_TABLE", "ANALYTICS_BOOTSTRAP_KEY", "ANALYTICS_ORIGIN_SECRET"], name => Assert.Contains(name, message, StringComparison.Ordinal));
        Assert.DoesNotContain("hush-hush", message, StringComparison.Ordinal);
        Assert.DoesNotContain("too-short", message, StringComparison.Ordinal);
        Assert.NotEqual(0, await process.ExitCodeAsync());
    }

    [Fact]
    public async Task Told_to_end_it_writes_down_what_it_dropped_and_ends_well()
    {
        await using LambdaProcess front = await StartAsync("front");
        await CreateSiteAsync(front);
        JsonObject json = LambdaPayload.Recorded("http-api-post");
        json["headers"]!["user-agent"] = "Googlebot/2.1 (+http://www.google.com/bot.html)";
        Assert.Contains(("x-analytics-dropped", "bot"), (await front.Lambda.InvokeAsync(json.ToBytes())).ToHttp().Headers);

        Assert.Equal(0, await front.TerminateAsync());

        await using LambdaProcess api = await StartAsync("api");
        JsonElement sites = JsonDocument.Parse((await AskAsync(api, "GET", "/api/v2/sites", null)).Body).RootElement;
        string site = (sites.ValueKind == JsonValueKind.Array ? sites : sites.GetProperty("sites"))[0].GetProperty("id").GetString()!;
        Assert.Contains("\"bot\":1", Encoding.UTF8.GetString((await AskAsync(api, "GET", $"/api/v2/sites/{site}/drops", null)).Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frozen_between_two_invocations_it_goes_on_as_if_nothing_had_been()
    {
        await using LambdaProcess api = await StartAsync("api");
        Assert.Equal(200, await StatusAsync(api, "/health/ready", null));
        api.Freeze();
        LambdaCall call = api.Lambda.Begin(LambdaPayload.Http("GET", "/health/ready").ToBytes());
        Assert.NotSame(call.Result, await Task.WhenAny(call.Result, Task.Delay(300)));
        api.Thaw();

        Assert.Equal(200, (await call.Result).ToHttp().Status);
    }

    [Fact]
    public async Task When_the_sandbox_is_torn_down_the_process_ends()
    {
        await using LambdaProcess api = await StartAsync("api");
        await api.Lambda.DisposeAsync();

        Assert.Equal(1, await api.ExitCodeAsync());
    }

    [Fact]
    public async Task A_line_of_the_log_is_a_JSON_object_that_names_its_invocation()
    {
        await using LambdaProcess api = await StartAsync("api");
        LambdaCall call = api.Lambda.Begin(LambdaPayload.Recorded("event-bridge").ToBytes());
        Assert.Equal("UnknownEvent", (await call.Result).ErrorType);
        _ = await api.TerminateAsync();

        JsonElement line = JsonDocument.Parse(Assert.Single(api.Said)).RootElement;
        Assert.Equal(("Error", call.Id, LambdaEmulator.TraceId), (Text("level"), Text("requestId"), Text("traceId")));
        Assert.StartsWith("UnknownEvent: Expected", Text("message"), StringComparison.Ordinal);
        Assert.True(DateTimeOffset.TryParse(Text("timestamp"), CultureInfo.InvariantCulture, out _));

        string Text(string name) => line.GetProperty(name).GetString()!;
    }

    [Fact]
    public async Task A_table_that_cannot_be_reached_is_told_to_senders_before_their_time_is_up()
    {
        await using LambdaProcess collect = await StartAsync("collect", ("DYNAMODB_ENDPOINT", "http://127.0.0.1:9"));
        collect.Lambda.Timeout = TimeSpan.FromSeconds(10);

        Assert.Equal(503, (await collect.Lambda.InvokeAsync(LambdaPayload.Recorded("http-api-post").ToBytes())).ToHttp().Status);
    }

    [Fact]
    public async Task No_library_of_cultures_is_needed_and_a_name_in_another_script_is_the_same_however_it_is_written()
    {
        (string, string) none = ("DOTNET_SYSTEM_GLOBALIZATION_APPLOCALICU", "absent:1.0"); // where there is none, as in provided.al2023
        await using LambdaProcess front = await StartAsync("front", none);
        await CreateSiteAsync(front, domain: "xn--bcher-kva.example");
        foreach (string page in new[] { "https://bücher.example/", "https://BÜCHER.example/", "https://xn--bcher-kva.example/" })
        {
            JsonObject json = LambdaPayload.Recorded("http-api-post");
            (json["isBase64Encoded"], json["body"]) = (false, JsonSerializer.Serialize(new { n = "pageview", u = page, d = "xn--bcher-kva.example" }));
            Assert.Equal(202, (await front.Lambda.InvokeAsync(json.ToBytes())).ToHttp().Status);
        }

        (_, _, byte[] body) = await AskAsync(
            front, "POST", "/api/v2/query", """{"site_id":"xn--bcher-kva.example","metrics":["pageviews"],"date_range":"24h","dimensions":["event:hostname"]}""");
        Assert.Equal("""[{"metrics":[3],"dimensions":["xn--bcher-kva.example"]}]""", JsonDocument.Parse(body).RootElement.GetProperty("results").GetRawText());
    }

    [Theory]
    [InlineData("api", 200)]
    [InlineData("collect", 404)]
    public async Task What_assistants_need_is_loaded_when_one_asks_and_by_no_start(string role, int status)
    {
        await using LambdaProcess process = await StartAsync(role);
        Assert.Equal(200, await StatusAsync(process, "/health/ready", null));
        Assert.Empty(Loaded(process));

        Dictionary<string, string> headers = new() { ["authorization"] = "Bearer " + _key, ["content-type"] = "application/json", ["accept"] = "application/json, text/event-stream" };
        byte[] message = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list_sites","arguments":{}}}"""u8.ToArray();
        Assert.Equal(status, (await process.Lambda.InvokeAsync(LambdaPayload.Http("POST", "/mcp", headers, message).ToBytes())).ToHttp().Status);
        bool isFileOfItsOwn = Directory.GetFiles(await functions.FolderAsync(), "ModelContextProtocol*").Length > 0; // a native binary has all within
        Assert.Equal(status == 200 && isFileOfItsOwn, Loaded(process).Length > 0);
    }

    // Files that the process has in its memory, as Linux says it.
    private static string[] Loaded(LambdaProcess process) =>
        [.. File.ReadLines($"/proc/{process.Process.Id}/maps").Where(line => line.Contains("ModelContextProtocol", StringComparison.Ordinal))];

    [Fact]
    public async Task On_a_streaming_function_every_route_answers_as_a_stream()
    {
        await using LambdaProcess front = await StartAsync("front", ("ANALYTICS_RESPONSE_STREAM", "1"));

        LambdaResult result = await front.Lambda.InvokeAsync(LambdaPayload.Http("GET", "/health/live").ToBytes());

        Assert.NotNull(result.Prelude);
        Assert.Equal("ok", result.Text);
        Assert.Equal(200, result.ToHttp().Status);
    }

    private async Task<LambdaProcess> StartAsync(string role, params (string Name, string Value)[] more) =>
        await (await functions.StartAsync(dynamo, _tables, role, more)).ReadyAsync();

    private async Task CreateSiteAsync(LambdaProcess api, string? secret = null, string domain = "example.com") => Assert.Equal(
        (int)HttpStatusCode.Created,
        (await AskAsync(api, "POST", "/api/v2/sites", $$"""{"name":"Example","domain":"{{domain}}","timezone":"UTC"}""", secret)).Status);

    private async Task<(int Status, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)> AskAsync(
        LambdaProcess process, string method, string target, string? json, string? secret = null)
    {
        var headers = new Dictionary<string, string> { ["authorization"] = "Bearer " + _key, ["content-type"] = "application/json", ["host"] = "stats.example.com" };
        if (secret is not null)
        {
            headers["x-analytics-origin"] = secret;
        }

        return (await process.Lambda.InvokeAsync(LambdaPayload.Http(method, target, headers, json is null ? null : Encoding.UTF8.GetBytes(json)).ToBytes())).ToHttp();
    }

    private static async Task<int> StatusAsync(LambdaProcess process, string path, string? secret)
    {
        Dictionary<string, string> headers = secret is null ? [] : new() { ["x-analytics-origin"] = secret };
        return (await process.Lambda.InvokeAsync(LambdaPayload.Http("GET", path, headers).ToBytes())).ToHttp().Status;
    }
}
