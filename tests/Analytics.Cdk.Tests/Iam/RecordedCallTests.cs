using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Analytics.Functions.Maintain;
using Analytics.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Analytics.Cdk.Tests.Iam;

/// <summary>The running product on a real DynamoDB, with a bucket: every call that it makes in a role must be allowed to the role's function.</summary>
public sealed class RecordedCallTests(Templates templates, LocalDynamo dynamo, LocalS3 s3) : IClassFixture<LocalDynamo>, IClassFixture<LocalS3>
{
    private const string Site = "/api/v2/sites/example.com";
    private readonly ManualClock _clock = new(DateTimeOffset.UtcNow.Date.AddHours(12));

    [Fact]
    public async Task What_each_role_does_is_allowed_to_it()
    {
        string bucket = await s3.CreateBucketAsync();
        await using RunningProduct product = await RunningProduct.StartAsync(dynamo, _clock, settings: new Dictionary<string, string>
        {
            ["ANALYTICS_DAILY_EVENTS"] = "1000000",
            ["ANALYTICS_EXPORT_BUCKET"] = bucket,
            ["ANALYTICS_EXPORT_ENDPOINT"] = s3.Endpoint.ToString(),
        });
        await product.Services.GetServices<IHostedService>().OfType<MaintenanceTimer>().Single().StopAsync(CancellationToken.None);
        using var recorder = new CallRecorder(dynamo.Client, product.Tables);
        _ = recorder.Take();

        string key = await KeepAsync(product);
        IReadOnlyList<Call> api = recorder.Take();
        await CollectAsync(product, key);
        IReadOnlyList<Call> collect = recorder.Take();
        await LoseAsync(product);
        api = [.. api, .. recorder.Take()];
        Assert.Empty(s3.RequestsOf(bucket)); // only maintenance writes there
        await MaintainAsync(product);
        IReadOnlyList<Call> maintain = recorder.Take(), exported = ExportCalls(bucket);
        await AskAsync(product, key);
        api = [.. api, .. recorder.Take()];
        Assert.Equal(exported.Count, ExportCalls(bucket).Count);

        Assert.Multiple(
            () => AssertAllowed("collect", collect, templates.Kept),
            () => AssertAllowed("api", api, templates.Kept),
            () => AssertAllowed("maintain", maintain, templates.Kept),
            () => AssertAllowed("maintain", [.. maintain, .. exported], templates.Of("exportBucket=true")),
            () => AssertAllowed("front", [.. collect, .. api], templates.Of("front=url")));

        // A scene in which hardly anything happens would prove nothing.
        AssertSeen(collect, "dynamodb:BatchWriteItem on Events of SITE#.*#RAW#");
        AssertSeen(collect, "dynamodb:UpdateItem on Events of SITE#.*#DROPS");
        AssertSeen(collect, "dynamodb:GetItem on Events of KEY#");
        AssertSeen(maintain, "dynamodb:PutItem on Events of SITE#.*#BLOCKS#");
        AssertSeen(maintain, "dynamodb:Scan on Salts");
        AssertSeen(maintain, "dynamodb:Query on Salts"); // of the site that is deleted
        AssertSeen(exported, "s3:PutObject on Exports/exports/");
        AssertSeen(api, "dynamodb:DeleteItem on Events of LOGIN#");
        AssertSeen(api, "dynamodb:Query on Events of SITE#.*#DAYS");
        AssertSeen(api, "dynamodb:GetItem on Events of BUDGET");
    }

    private IReadOnlyList<Call> ExportCalls(string bucket) => [.. s3.RequestsOf(bucket).Select(request => new Call(request.Action, $"Exports/{request.Key}")).DistinctBy(call => call.ToString())];

    // Sites, goals, keys, logins.
    private static async Task<string> KeepAsync(RunningProduct product)
    {
        _ = await product.CreateSiteAsync("example.com");
        _ = await product.CreateSiteAsync("old.example.net");
        await SucceedAsync(product.Admin.DeleteAsync("/api/v2/sites/old.example.net"));
        await SucceedAsync(product.Admin.GetAsync("/api/v2/sites"));
        JsonElement goal = await MakeAsync(product, Site + "/goals", """{"type":"event","pattern":"Signup"}""");
        _ = await product.Admin.PutAsync($"{Site}/goals/{goal.GetProperty("id").GetString()}", new StringContent("""{"type":"event","pattern":"Sign up"}"""));
        await SucceedAsync(product.Admin.DeleteAsync($"{Site}/goals/{goal.GetProperty("id").GetString()}"));
        JsonElement segment = await MakeAsync(product, Site + "/segments", """{"name":"Readers","filters":[["is","event:page",["/blog"]]]}""");
        await SucceedAsync(product.Admin.DeleteAsync($"{Site}/segments/{segment.GetProperty("id").GetRawText().Trim('"')}"));
        JsonElement note = await MakeAsync(product, Site + "/annotations", """{"date":"2026-03-09","text":"Launch"}""");
        await SucceedAsync(product.Admin.DeleteAsync($"{Site}/annotations/{note.GetProperty("id").GetString()}"));
        JsonElement key = await MakeAsync(product, "/api/v2/keys", """{"name":"all","scopes":["ingest","stats","admin"]}""");
        JsonElement spare = await MakeAsync(product, "/api/v2/keys", """{"name":"spare","scopes":["stats"]}""");
        await SucceedAsync(product.Admin.GetAsync("/api/v2/keys"));
        await SucceedAsync(product.Admin.DeleteAsync($"/api/v2/keys/{spare.GetProperty("id").GetString()}"));

        Assert.Equal(HttpStatusCode.Unauthorized, (await product.Anonymous.PostAsJsonAsync("/api/v2/login", new { email = RunningProduct.Email, password = "wrong" })).StatusCode);
        HttpResponseMessage signedIn = await product.Anonymous.PostAsJsonAsync("/api/v2/login", new { email = RunningProduct.Email, password = RunningProduct.Password });
        string cookie = signedIn.Headers.GetValues("Set-Cookie").First().Split(';')[0];
        foreach ((HttpMethod method, string path) in new[] { (HttpMethod.Get, "/api/v2/me"), (HttpMethod.Get, "/api/v2/me/logins"), (HttpMethod.Delete, "/api/v2/me/logins"), (HttpMethod.Post, "/api/v2/logout") })
        {
            using var request = new HttpRequestMessage(method, path);
            request.Headers.Add("Cookie", cookie);
            await SucceedAsync(product.Anonymous.SendAsync(request));
        }

        await SucceedAsync(product.Anonymous.GetAsync("/health/ready"));
        return key.GetProperty("secret").GetString()!;
    }

    // Events by each protocol, late ones, and some that are dropped.
    private async Task CollectAsync(RunningProduct product, string key)
    {
        await SucceedAsync(product.SendEventAsync(new { n = "pageview", d = "example.com", u = "https://example.com/" }));
        await SucceedAsync(product.SendEventAsync(new { n = "pageview", d = "example.com", u = "https://example.com/" }, "Googlebot/2.1"));
        using var browser = new HttpClient { BaseAddress = product.Address };
        browser.DefaultRequestHeaders.UserAgent.ParseAdd(Some.Chrome);
        await SucceedAsync(browser.GetAsync("/pixel.gif?site=example.com&url=https%3A%2F%2Fexample.com%2Fa"));
        await SucceedAsync(browser.GetAsync("/count?p=/b&site=example.com"));
        using var program = new HttpClient { BaseAddress = product.Address };
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        await SucceedAsync(program.PostAsJsonAsync("/api/v0/count", new { hits = new[] { new { path = "/c", ip = "203.0.113.9", user_agent = Some.Chrome } } }));
        await SucceedAsync(program.PostAsJsonAsync("/v1/ingest/batch", new { site = "example.com", events = Events(30, "late", TimeSpan.FromHours(1)) }));
        foreach (int batch in Enumerable.Range(0, 8))
        {
            // So many that a day does not hold its events itself.
            await SucceedAsync(program.PostAsJsonAsync("/v1/ingest/batch", new { site = "example.com", events = Events(500, $"b{batch}", TimeSpan.FromSeconds(30)) }));
        }

        string log = string.Create(CultureInfo.InvariantCulture, $"203.0.113.7 - - [{_clock.GetUtcNow():dd/MMM/yyyy:HH:mm:ss} +0000] \"GET /log HTTP/1.1\" 200 512 \"-\" \"{Some.Chrome}\"\n");
        await SucceedAsync(program.PostAsync("/v1/ingest/logs?site=example.com&format=combined", new StringContent(log)));

        // What was dropped is told to the table every few minutes, by the next event.
        _clock.Advance(TimeSpan.FromMinutes(10));
        await SucceedAsync(product.SendEventAsync(new { n = "pageview", d = "example.com", u = "https://example.com/" }));
        await SucceedAsync(product.Anonymous.GetAsync("/health/ready"));
    }

    private object[] Events(int count, string name, TimeSpan apart) => [.. Enumerable.Range(0, count).Select(i => new
    {
        id = $"{name}-{i}",
        timestamp = (_clock.GetUtcNow() - (apart * i)).ToString("o", CultureInfo.InvariantCulture),
        url = $"https://example.com/{name}/{Guid.NewGuid():N}",
        visitor = new { ip = $"203.0.{i % 250}.{i % 200}", userAgent = Some.Chrome },
    })];

    // Somebody is to be erased, and days are to be kept for less.
    private static async Task LoseAsync(RunningProduct product)
    {
        await SucceedAsync(product.Admin.PostAsJsonAsync(Site + "/erasures", new { userId = "somebody" }));
        await SucceedAsync(product.Admin.PutAsJsonAsync(Site, new { aliases = new[] { "example.org" }, settings = new { dataRetentionDays = 60 } }));
    }

    // Three days of maintenance.
    private async Task MaintainAsync(RunningProduct product)
    {
        Maintenance maintenance = product.Services.GetRequiredService<Maintenance>();
        for (int hours = 0; hours < 72; hours += 3)
        {
            await maintenance.RunAsync(CancellationToken.None);
            _clock.Advance(TimeSpan.FromHours(3));
        }
    }

    private static async Task AskAsync(RunningProduct product, string key)
    {
        using var program = new HttpClient { BaseAddress = product.Address };
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        await SucceedAsync(program.PostAsJsonAsync("/api/v2/query", new { site_id = "example.com", metrics = new[] { "visitors" }, date_range = "7d", dimensions = new[] { "visit:browser" }, filters = new object[] { new object[] { "contains", "event:page", new[] { "/b1/" } } } }));
        foreach (string path in new[] { "/realtime", "/drops", "/privacy", "/maintenance", "/goals", "/segments", "/funnels", "/annotations", "/erasures" })
        {
            await SucceedAsync(program.GetAsync(Site + path));
        }

        await SucceedAsync(program.GetAsync("/api/v2/health"));
        JsonElement maintenance = await program.GetFromJsonAsync<JsonElement>(Site + "/maintenance");
        foreach (string day in maintenance.GetProperty("days").EnumerateArray().Select(d => d.GetProperty("day").GetString()!))
        {
            _ = await program.PostAsJsonAsync(Site + "/maintenance/seal", new { day });
        }

        await SucceedAsync(program.PostAsync(Site + "/maintenance/export", null));
    }

    private static async Task<JsonElement> MakeAsync(RunningProduct product, string path, string body)
    {
        HttpResponseMessage made = await product.Admin.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));
        string text = await made.Content.ReadAsStringAsync();
        Assert.True(made.IsSuccessStatusCode, $"{path}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private static async Task SucceedAsync(Task<HttpResponseMessage> sending)
    {
        HttpResponseMessage response = await sending;
        Assert.True(response.IsSuccessStatusCode, $"{response.RequestMessage!.RequestUri}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
    }

    private static void AssertAllowed(string role, IReadOnlyList<Call> calls, JsonObject template)
    {
        RolePolicy policy = RolePolicy.Of(template, role);
        Assert.NotEmpty(calls);
        Assert.True(calls.All(policy.Allows), $"{role} makes calls that its role forbids:\n" + string.Join('\n', calls.Where(call => !policy.Allows(call)).Take(30)));
    }

    private static void AssertSeen(IReadOnlyList<Call> calls, string call) =>
        Assert.True(calls.Any(c => Regex.IsMatch(c.ToString(), "^" + call)), $"Not seen: {call}, among:\n" + string.Join('\n', calls));
}
