using System.IO.Compression;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Analytics.Functions.Tests.Stats.Reports;

namespace Analytics.Functions.Tests.Contract;

/// <summary>A site on which every example of the documents can be tried, and what the product answered to them.</summary>
internal sealed class ExampleWorld : IAsyncDisposable
{
    // There is no bucket here, and none of these needs one to be right about it.
    private static readonly Dictionary<string, int> Expected = new() { ["POST /api/v2/sites/{id}/maintenance/export"] = 409 };

    private readonly ReportedSite _site;
    private readonly Dictionary<string, string> _places = new(StringComparer.Ordinal);
    private string? _cookie;

    private ExampleWorld(ReportedSite site) => _site = site;

    /// <summary>What an example was answered.</summary>
    /// <param name="Route">Whose it is.</param>
    /// <param name="Command">What was sent.</param>
    /// <param name="Status">Of HTTP.</param>
    /// <param name="Text">The body; empty for a stream that does not end.</param>
    /// <param name="MediaType">Of the body; null for none.</param>
    internal sealed record Answer(DescribedRoute Route, CurlCommand Command, int Status, string Text, string? MediaType)
    {
        public bool IsExpected => Expected.TryGetValue($"{Route.Method} {Route.Pattern}", out int status) ? Status == status : Status is >= 200 and < 300;

        /// <summary>Null where it is no JSON, or no answer.</summary>
        public JsonNode? Json => Status is >= 200 and < 300 && MediaType == "application/json" && Text.Length > 0 ? JsonNode.Parse(Text) : null;
    }

    public RunningProduct Product => _site.Product;

    public static async Task<ExampleWorld> StartAsync(LocalDynamo dynamo)
    {
        ReportedSite site = await ReportedSite.StartAsync(dynamo, settings: new { singleVisits = true, identification = true });
        await site.HappensAsync("""
            7 10:00 ann / EE
            8 09:00 ann / https://news.example/today EE
            8 09:01 ann /pricing EE
            8 09:03 ann *Signup EE plan=pro
            8 11:00 bob / DE phone
            8 12:00 bob /blog DE phone https://www.google.com/search
            8 12:01 bob *error DE phone message=broken stack=save fingerprint=1k3x9ab release=2026.3.1
            9 10:00 eve /?utm_source=newsletter&utm_medium=email&utm_campaign=spring&utm_content=button&utm_term=shoes EE
            10 11:56 cyd /blog https://www.google.com/
            10 11:58 cyd *Signup EE
            """);
        object person = new { timestamp = "2026-03-09T11:00:00Z", visitor = new { id = "fay" }, name = "identify", url = "https://example.com/", userId = "u-17", traits = new { plan = "pro" } };
        _ = (await site.Product.Admin.PostAsJsonAsync("/v1/ingest/batch", new { site = "example.com", events = new[] { person } })).EnsureSuccessStatusCode();
        var world = new ExampleWorld(site);
        await world.MakeAsync("Checkout", "/api/v2/sites/example.com/funnels", new { name = "Checkout", steps = new object[] { new { page = "/" }, new { @event = "Signup" } } });
        await world.MakeAsync("FUNNEL", "/api/v2/sites/example.com/funnels", new { name = "Leaving", steps = new object[] { new { page = "/" }, new { page = "/pricing" } } });
        await world.MakeAsync("GOAL", "/api/v2/sites/example.com/goals", new { type = "event", pattern = "Signup", name = "Signed up" });
        await world.MakeAsync("NOTE", "/api/v2/sites/example.com/annotations", new { date = "2026-03-08", text = "Relaunch" });
        await world.MakeAsync("segments/7", "/api/v2/sites/example.com/segments", new { name = "Estonia", filters = new object[] { new object[] { "is", "visit:country", new[] { "EE" } } } }, "segments/");
        await world.MakeAsync("keys/ID", "/api/v2/keys", new { name = "Old", scopes = new[] { "stats" } }, "keys/");
        world._places["3f2a9c01d4e5"] = site.Id;
        using JsonDocument visits = JsonDocument.Parse(await site.GetAsync("/v1/sessions?site=example.com&period=7d"));
        world._places["2026-03-09_3f2a9c01_1773050400000_0"] = visits.RootElement.GetProperty("data")[0].GetProperty("sessionId").GetString()!;
        using JsonDocument paths = JsonDocument.Parse(await site.GetAsync("/api/v0/paths?site=example.com"));
        world._places["hits/4503599627370499"] = $"hits/{paths.RootElement.GetProperty("paths")[0].GetProperty("id")}";
        HttpResponseMessage login = await site.Product.Anonymous.PostAsJsonAsync("/api/v2/login", new { email = RunningProduct.Email, password = RunningProduct.Password });
        world._cookie = login.Headers.GetValues("Set-Cookie").First().Split(';')[0];
        return world;
    }

    private async Task MakeAsync(string placeholder, string path, object body, string prefix = "")
    {
        HttpResponseMessage made = await Product.Admin.PostAsJsonAsync(path, body);
        string text = await made.Content.ReadAsStringAsync();
        Assert.True(made.IsSuccessStatusCode, text);
        if (placeholder != "Checkout")
        {
            _places[placeholder] = prefix + JsonNode.Parse(text)!["id"]!.ToString();
        }
    }

    /// <summary>Tries every example: first those that ask, then those that change something, at last those that take something away.</summary>
    public async Task<IReadOnlyList<Answer>> TryAllAsync()
    {
        List<Answer> answers = [];
        var examples = DescribedRoute.All.SelectMany(route => route.Commands.Select(text => (Route: route, Command: new CurlCommand(text, RunningProduct.Key))))
            .Where(e => e.Command.Method == e.Route.Method)
            .OrderBy(e => Rank(e.Route));
        foreach ((DescribedRoute route, CurlCommand command) in examples)
        {
            if (route.Pattern == "/v1/ingest/import")
            {
                _ = await Product.CreateSiteAsync("copy.example.com"); // not before, because routes that name no site are about the only one
            }

            if (route.Pattern.EndsWith("/seal", StringComparison.Ordinal))
            {
                _site.Clock.Advance(TimeSpan.FromDays(1)); // so that the day of the example is over
            }

            if (route.Pattern.EndsWith("/audit", StringComparison.Ordinal))
            {
                _site.Clock.Advance(TimeSpan.FromMinutes(30)); // so that its seal has settled
            }

            answers.Add(await TryAsync(route, command));
        }

        return answers;
    }

    // Deleting a goal before it is changed, or the site before all else, would say nothing of the other example.
    private static int Rank(DescribedRoute route) =>
        route.Pattern.EndsWith("/erasures/{erasure}", StringComparison.Ordinal) ? 6
        : route.Method == "GET" || route.Pattern is "/api/v2/query" or "/api/v2/queries" ? 0
        : route.Pattern.StartsWith("/v1/ingest", StringComparison.Ordinal) ? 1
        : route.Pattern is "/api/v2/me/logins" ? 3 // while somebody is signed in
        : route.Method == "DELETE" ? route.Pattern is "/api/v2/sites/{id}" ? 9 : route.Pattern is "/api/v1/sites/{id}" ? 8 : 5
        : route.Pattern is "/api/v1/sites/{id}" ? 7
        : route.Pattern is "/api/v2/logout" ? 4
        : route.Pattern.Contains("/maintenance/", StringComparison.Ordinal) ? 2 : 3;

    private async Task<Answer> TryAsync(DescribedRoute route, CurlCommand command)
    {
        foreach ((string placeholder, string value) in _places)
        {
            _ = command.With(placeholder, value);
        }

        if ($"{route.Method} {route.Pattern}" is "POST /api/v2/sites" or "POST /api/v1/sites")
        {
            _ = command.With("example.com", route.Pattern.Contains("v2", StringComparison.Ordinal) ? "two.example.com" : "one.example.com"); // that one is there already
        }

        _ = command.With("owner@localhost", RunningProduct.Email).With("\"password\": \"…\"", $"\"password\": \"{RunningProduct.Password}\"").With("\"current\": \"…\"", $"\"current\": \"{RunningProduct.Password}\"");
        using HttpRequestMessage request = command.ToRequest(FileOf, _cookie);
        using HttpResponseMessage response = await Product.Anonymous.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        string? type = response.Content.Headers.ContentType?.MediaType;
        string text = type == "text/event-stream" ? "" : await response.Content.ReadAsStringAsync();
        Remember(route, text);
        if (route.Pattern == "/api/v2/me/password" && response.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? cookies))
        {
            _cookie = cookies.First().Split(';')[0]; // the login of before is over
        }

        return new Answer(route, command, (int)response.StatusCode, text, type);
    }

    private void Remember(DescribedRoute route, string text)
    {
        if (route is { Method: "POST", Pattern: "/api/v2/sites/{id}/erasures" } && JsonNode.Parse(text)?["id"] is { } erasure)
        {
            _places["20260310T120000000-0a1b2c3d"] = erasure.ToString();
        }

        if (route is { Method: "PUT", Pattern: "/api/v1/sites/goals" } && JsonNode.Parse(text)?["id"] is { } goal)
        {
            _places["171510063869157"] = goal.ToString();
        }
    }

    private static byte[] FileOf(string name)
    {
        const string line = "203.0.113.9 - - [10/Mar/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 12 \"-\" \"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\"\n";
        if (name == "events.ndjson")
        {
            return """{"id":"a","time":"2026-03-10T10:00:00.000Z","hostname":"copy.example.com","path":"/"}"""u8.ToArray();
        }

        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(line));
        }

        return packed.ToArray();
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
