using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Analytics.Tool.Tests.Server;

namespace Analytics.Tool.Tests.Imports;

/// <summary>Access logs of every kind through <c>analytics import</c>.</summary>
public sealed class LogImportTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string Agent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
    private readonly TemporaryFolder _folder = new();
    private readonly DateTimeOffset _day = TimeProvider.System.GetUtcNow().AddDays(-3);
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo);
        _ = await _product.CreateSiteAsync("example.com");
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return _product.DisposeAsync();
    }

    private string Line(int second, string path, string client = "203.0.113.7", string? agent = Agent) => string.Create(
        CultureInfo.InvariantCulture, $"{client} - - [{_day.AddSeconds(second).UtcDateTime:dd/MMM/yyyy:HH:mm:ss} +0000] \"GET {path} HTTP/1.1\" 200 12{(agent is null ? "" : $" \"-\" \"{agent}\"")}");

    private Task<ToolRun> ImportAsync(params string[] args) => ToolRun.OfAsync(_product, ["import", "--site", "example.com", .. args]);

    private async Task<string> FileAsync(string name, params string[] lines)
    {
        await File.WriteAllLinesAsync(_folder.At(name), lines);
        return _folder.At(name);
    }

    private async Task<string> CountedAsync()
    {
        JsonElement counted = await _product.QueryAsync(new { site_id = "example.com", metrics = new[] { "pageviews", "visitors" }, date_range = "7d" });
        return counted.GetProperty("results")[0].GetProperty("metrics").GetRawText();
    }

    [Fact]
    public async Task A_dry_run_shows_what_an_import_reports_and_sends_nothing()
    {
        string file = await FileAsync("access.log", Line(0, "/"), Line(60, "/a", "203.0.113.8"), Line(61, "/feed/"), Line(62, "/b", agent: "curl/8.0"), Line(63, "/c", "203.0.113.400"));

        ToolRun dry = await ImportAsync("--dry-run", file);
        Assert.Equal((1, "[0,0]"), (dry.Code, await CountedAsync())); // a line cannot be read
        ToolRun real = await ImportAsync(file);

        Assert.Equal((1, "[2,2]"), (real.Code, await CountedAsync()));
        Assert.Equal(Rows(dry), Rows(real));
        Assert.All(["accepted +2", "visitors +2  ", "  feed +1  ", "dropped: bot +1  ", "host: \\(not in the log\\) +3"], row => Assert.Matches("(?m)^" + row, dry.Output));
        Assert.Contains($"  {file}:5: is not of the combined format", dry.Output, StringComparison.Ordinal);
        Assert.Contains("nothing was sent", dry.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_is_read_by_the_servers_own_format_string()
    {
        string file = await FileAsync("mine.log", $"203.0.113.7|{_day.ToUnixTimeSeconds()}.000|GET /a HTTP/1.1|200|{Agent}");

        Assert.Contains("of no known format", (await ImportAsync(file)).Errors, StringComparison.Ordinal);
        _ = (await ImportAsync("--log-format", "$remote_addr|$msec|$request|$status|$http_user_agent", file)).Succeeded();
        Assert.Equal("[1,1]", await CountedAsync());
    }

    [Fact]
    public async Task A_log_without_agents_says_so_and_counts_when_it_is_asked_to()
    {
        string file = await FileAsync("common.log", Line(0, "/", agent: null), Line(1, "/", "203.0.113.8", agent: null));

        ToolRun refused = await ImportAsync(file);
        Assert.Equal(1, refused.Code);
        Assert.Contains("--without-agent must be true to count this log", refused.Errors, StringComparison.Ordinal);
        _ = (await ImportAsync("--without-agent", file)).Succeeded();
        Assert.Equal("[2,2]", await CountedAsync());
    }

    [Fact]
    public async Task Standard_input_is_read_like_a_file()
    {
        _ = (await ToolRun.ReadingAsync(_product, $"{Line(0, "/")}\n{Line(1, "/a")}\n", "import", "--site", "example.com", "-")).Succeeded();

        Assert.Equal("[2,1]", await CountedAsync());
    }

    [Fact]
    public async Task A_log_of_which_nothing_counts_is_no_success()
    {
        ToolRun run = await ImportAsync(await FileAsync("bots.log", Line(0, "/", agent: "curl/8.0")));

        Assert.Equal(1, run.Code);
        Assert.Contains("nothing in the files counts", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cut_gzip_is_told_with_the_lines_before_the_cut_its_note_stays_and_the_whole_file_counts_once()
    {
        string file = _folder.At("access.log.gz");
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 300).Select(i => Line(i, $"/{i}") + "\n"))));
            await gzip.FlushAsync(TestContext.Current.CancellationToken);
            await File.WriteAllBytesAsync(file, packed.ToArray()); // whole lines, and no end
        }

        ToolRun cut = await ImportAsync(file);
        Assert.Equal(1, cut.Code);
        Assert.Matches("error: .*access.log.gz is damaged gzip: it is cut.*: 300 lines could be read", cut.Errors);
        Assert.True(File.Exists(file + ".import"));

        await File.WriteAllBytesAsync(file, packed.ToArray());
        _ = (await ImportAsync(file)).Succeeded();
        Assert.Equal("[300,1]", await CountedAsync());
        Assert.False(File.Exists(file + ".import"));
    }

    [Theory]
    [InlineData("1f8b0800abab", "is damaged gzip")]
    [InlineData("504152311500", "is Parquet")]
    public async Task A_file_that_is_no_log_is_refused_in_one_sentence(string hex, string problem)
    {
        await File.WriteAllBytesAsync(_folder.At("x.log"), Convert.FromHexString(hex));
        ToolRun run = await ImportAsync(_folder.At("x.log"));

        Assert.Equal(1, run.Code);
        Assert.Contains(problem, run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_of_millions_of_characters_is_a_fault_and_the_others_count()
    {
        ToolRun run = await ImportAsync(await FileAsync("long.log", Line(0, "/"), new string('a', 5_000_000), Line(1, "/a")));

        Assert.Equal((1, "[2,1]"), (run.Code, await CountedAsync()));
        Assert.Contains("long.log:2: is longer than 16,384 characters", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_page_views_are_sent_and_a_fault_of_the_server_is_told_by_the_line_of_the_file()
    {
        const string Answer = """{"import":"i","format":"combined","lines":2,"accepted":1,"skipped":0,"dropped":{},"faultCount":1,"faults":[{"line":2,"problem":"is bad"}],"withoutVisitor":0,"visitorKeys":["1"]}""";
        await using ScriptedServer server = await ScriptedServer.StartAsync((200, Answer));
        string file = await FileAsync("access.log", Line(0, "/"), Line(1, "/a.css"), Line(2, "/b"));

        ToolRun run = await ToolRun.OfAsync(server.Address, "import", "--site", "s", file);

        Assert.Equal($"{Line(0, "/")}\n{Line(2, "/b")}\n", Assert.Single(server.Heard));
        Assert.Contains("access.log:3: is bad", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_line_is_one_thing_and_the_sum_says_so(bool dry)
    {
        string comments = await FileAsync("edge.log", "#Version: 1.0", "#Fields: date time c-ip cs-method cs-uri-stem sc-status cs(Referer) cs(User-Agent) x-host-header",
            Edge("/", "example.com"), "", Edge("/a", "other.net"), "torn", Edge("/b.css", "example.com"), "#Date: 2026-01-01", Edge("/c", "exa mple.com"), Edge("/d", "example.com", "curl/8.0"), "", Edge("/", "example.com"));
        string combined = await FileAsync("access.log", Line(0, "/"), "", Line(0, "/"), Line(1, "/feed/"), "", "torn", Line(999_999_999, "/future.css"), Line(2, "/", agent: "curl/8.0"), "#Fields: x");
        string export = await FileAsync("events.ndjson", Event("a"), "", Event("b"), Event("a"), "[1]", new string('x', 70_000), "");

        foreach ((string file, string format) in new[] { (comments, "cloudfront"), (combined, "combined"), (export, "export") })
        {
            ToolRun run = await ImportAsync([file, "--format", format, "--json", .. dry ? ["--dry-run"] : Array.Empty<string>()]);
            long Number(string name) => run.Json.GetProperty(name).GetInt64();
            long dropped = run.Json.GetProperty("dropped").EnumerateObject().Sum(reason => reason.Value.GetInt64());
            Assert.Equal((await File.ReadAllLinesAsync(file)).Length, Number("lines"));
            Assert.True(Number("lines") == Number("accepted") + Number("skipped") + dropped + Number("faultCount"), run.Output);
        }
    }

    [Fact]
    public async Task A_dry_run_of_an_export_reports_what_an_import_of_it_reports()
    {
        string file = await FileAsync("events.ndjson", Event("a"), Event("b"), "", Event("a"), Event("bad id"), Event("c", name: ""), new string('x', 70_000));

        ToolRun dry = await ImportAsync("--dry-run", file), real = await ImportAsync(file);

        Assert.Equal(Rows(real).Except(real.Lines.Where(line => line.StartsWith("import", StringComparison.Ordinal))), Rows(dry));
        Assert.All(["accepted +3$", "skipped +2  ", "not understood +2$", "visitors +0$"], row => Assert.Matches("(?m)^" + row, dry.Output));
    }

    [Fact]
    public async Task Only_the_line_that_names_columns_stands_above_the_parts_of_a_log()
    {
        const string Answer = """{"import":"i","format":"cloudfront","lines":2,"accepted":1,"skipped":1,"dropped":{},"faultCount":0,"faults":[],"withoutVisitor":0,"visitorKeys":[]}""";
        await using ScriptedServer server = await ScriptedServer.StartAsync((200, Answer));
        string header = "#Fields: date time c-ip cs-method cs-uri-stem sc-status cs(Referer) cs(User-Agent) x-host-header";
        string file = await FileAsync("edge.log", ["#Version: 1.0", .. Enumerable.Range(0, 50).Select(i => $"#Remark-{i}: secret"), header, Edge("/", "example.com")]);

        _ = await ToolRun.OfAsync(server.Address, "import", "--site", "s", file);

        Assert.Equal($"{header}\n{Edge("/", "example.com")}\n", Assert.Single(server.Heard));
    }

    [Fact]
    public async Task What_a_log_says_gives_the_terminal_no_orders()
    {
        string file = await FileAsync("edge.log", "#Fields: date time c-ip cs-method cs-uri-stem sc-status cs(Referer) cs(User-Agent) x-host-header",
            Edge("/", "example.com"), Edge("/", "\u001b]0;owned\u0007\u202egnp.exe"), Edge("/", "\u009b31mred"), Edge("/a", "not a host"));

        foreach (string[] more in new string[][] { [], ["--dry-run"], ["--json"] })
        {
            ToolRun run = await ImportAsync([file, .. more]);
            Assert.DoesNotMatch("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]", (run.Output + run.Errors).Replace("\r\n", "\n", StringComparison.Ordinal));
            Assert.DoesNotContain("not a host", run.Output, StringComparison.Ordinal); // a host is one only where its URL is
        }
    }

    private string Edge(string path, string host, string? agent = null) => string.Create(
        CultureInfo.InvariantCulture, $"{_day.UtcDateTime:yyyy-MM-dd}\t{_day.UtcDateTime:HH:mm:ss}\t203.0.113.7\tGET\t{path}\t200\t-\t{Uri.EscapeDataString(agent ?? Agent)}\t{host}");

    private string Event(string id, string name = "pageview") => string.Create(
        CultureInfo.InvariantCulture, $$"""{"id":"{{id}}","time":"{{_day.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}}","name":"{{name}}","visitor":"ann","path":"/"}""");

    private static IEnumerable<string> Rows(ToolRun run) => run.Lines.Where(line => !line.StartsWith("import ", StringComparison.Ordinal));
}
