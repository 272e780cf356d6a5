using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Analytics.Functions.Tests.Ingest.Logs;

public sealed class LogLoadTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private const string Agent = "Mozilla/5.0%20(Windows%20NT%2010.0;%20Win64;%20x64)%20AppleWebKit/537.36%20(KHTML,%20like%20Gecko)%20Chrome/126.0.0.0%20Safari/537.36";

    private const string CloudFront = $"""
        #Version: 1.0
        #Fields: date time c-ip cs-method cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query x-host-header
        2026-01-10	10:00:00	203.0.113.7	GET	/	200	https://www.google.com/	{Agent}	-	shop.example.com
        2026-01-10	10:05:00	203.0.113.7	GET	/about.html	304	https://shop.example.com/	{Agent}	utm_source=letter	shop.example.com
        2026-01-10	10:05:01	203.0.113.7	GET	/app.js	200	-	{Agent}	-	shop.example.com
        2026-01-10	10:05:02	203.0.113.7	GET	/	200	-	{Agent}	-	other.net
        """;

    private static readonly string LoadBalancer = string.Join('\n',
        Alb("10:00:00", "https://shop.example.com:443/"), Alb("10:05:00", "https://shop.example.com:443/about.html?utm_source=letter"), Alb("10:05:01", "https://shop.example.com:443/app.js"), Alb("10:05:02", "https://10.0.0.7:443/"));

    private RunningProduct _product = null!;

    public static TheoryData<string, string> Formats => new()
    {
        { "cloudfront", CloudFront },
        { "auto", CloudFront },
        { "alb", LoadBalancer },
        { "", LoadBalancer },
    };

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo);
        await _product.CreateSiteAsync("example.com");
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    private static string Alb(string time, string url) =>
        $"h2 2026-01-10T{time}.000000Z app/lb/5 203.0.113.7:48160 10.0.0.66:9000 0.000 0.002 0.000 200 200 5 257 \"GET {url} HTTP/2.0\" \"{Some.Chrome}\" - - arn:x \"Root=1\" \"-\" \"-\" 1 2026-01-10T{time}.000000Z \"forward\"";

    private async Task<JsonElement> LoadAsync(string format, HttpContent log)
    {
        HttpResponseMessage response = await _product.Admin.PostAsync($"/v1/ingest/logs?site=example.com&format={format}", log);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }

    [Theory, MemberData(nameof(Formats))]
    public async Task Logs_of_aws_are_page_views_of_the_hosts_that_they_name(string format, string log)
    {
        foreach (int _ in new[] { 1, 2 })
        {
            JsonElement answer = await LoadAsync(format, new StringContent(log));
            Assert.Equal((2, 0, """{"hostname":1}"""), (answer.GetProperty("accepted").GetInt32(), answer.GetProperty("faultCount").GetInt32(), answer.GetProperty("dropped").GetRawText()));
        }

        JsonElement told = await _product.QueryAsync(new
        {
            site_id = "example.com",
            metrics = new[] { "visitors", "visits", "visit_duration" },
            date_range = new[] { "2026-01-10", "2026-01-10" },
            dimensions = new[] { "visit:browser", "visit:exit_page", "visit:entry_page_hostname" },
        });
        Assert.Equal("""[{"metrics":[1,1,300],"dimensions":["Chrome","/about.html","shop.example.com"]}]""", told.GetProperty("results").GetRawText());
    }

    private static string Web(string client, string target = "/", string host = "", string time = "10:00:00", string rest = "") =>
        $"{host}{client} - - [10/Jan/2026:{time} +0000] \"GET {target} HTTP/1.1\" 200 512{(rest.Length > 0 ? rest : $" \"-\" \"{Some.Chrome}\"")}";

    private async Task<string> CountedAsync()
    {
        JsonElement counted = await _product.QueryAsync(new { site_id = "example.com", metrics = new[] { "visitors", "pageviews" }, date_range = new[] { "2026-01-10", "2026-01-10" } });
        return counted.GetProperty("results")[0].GetProperty("metrics").GetRawText();
    }

    private async Task<string> RefusalAsync(string query, HttpContent body)
    {
        HttpResponseMessage response = await _product.Admin.PostAsync("/v1/ingest/logs?site=example.com" + query, body);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("errors").ToString();
    }

    [Theory]
    [InlineData("shop.example.com:443 ")]
    [InlineData("shop.example.com ")]
    public async Task The_host_of_a_line_is_judged_like_any_other(string host)
    {
        JsonElement answer = await LoadAsync("", new StringContent($"{Web("203.0.113.1", host: host)}\n{Web("203.0.113.2", host: host)}\n{Web("203.0.113.1", host: "other.example:443 ")}"));

        Assert.Equal(("vhost_combined", """{"hostname":1}"""), (answer.GetProperty("format").GetString(), answer.GetProperty("dropped").GetRawText()));
        Assert.Equal("""{"other.example":1,"shop.example.com":2}""", answer.GetProperty("hosts").GetRawText());
        Assert.Equal("[2,2]", await CountedAsync());
    }

    [Theory]
    [InlineData("203.0.113.1, 10.0.0.1", "203.0.113.1", 1, 0)]
    [InlineData("a.isp.example", "b.isp.example", 2, 0)]
    [InlineData("-", "203.0.113.1", 1, 1)]
    public async Task A_client_is_an_address_or_a_name_or_is_said_to_be_missing(string one, string other, int visitors, int without)
    {
        JsonElement answer = await LoadAsync("", new StringContent($"{Web(one)}\n{Web(other)}"));

        Assert.Equal((2, visitors, without), (answer.GetProperty("accepted").GetInt32(), answer.GetProperty("visitors").GetInt32(), answer.GetProperty("withoutVisitor").GetInt32()));
        Assert.Equal($"[{visitors},2]", await CountedAsync());
    }

    [Fact]
    public async Task Clients_behind_a_balancer_are_those_that_it_forwarded()
    {
        string[] lines = [.. new[] { "203.0.113.1", "203.0.113.2, 64.252.1.1" }.Select(forwarded => Web("10.0.0.5") + $" \"{forwarded}\"")];

        Assert.Equal("nginx_main", (await LoadAsync("", new StringContent(string.Join('\n', lines)))).GetProperty("format").GetString());
        Assert.Equal("[2,2]", await CountedAsync());
    }

    [Fact]
    public async Task A_page_is_one_page_however_the_server_escapes_it()
    {
        _ = await LoadAsync("", new StringContent($"{Web("203.0.113.1", @"/caf\xC3\xA9")}\n{Web("203.0.113.2", "/caf%C3%A9")}"));

        JsonElement counted = await _product.QueryAsync(new { site_id = "example.com", metrics = new[] { "pageviews" }, date_range = new[] { "2026-01-10", "2026-01-10" }, dimensions = new[] { "event:page" } });
        Assert.Equal("/café", Assert.Single(counted.GetProperty("results").EnumerateArray()).GetProperty("dimensions")[0].GetString());
    }

    [Fact]
    public async Task The_report_says_what_became_of_every_line()
    {
        JsonElement answer = await LoadAsync("", new StringContent(string.Join('\n',
            Web("203.0.113.1", time: "10:05:00"), Web("203.0.113.1", "/feed/"), Web("203.0.113.1", "/app.js"), Web("203.0.113.1", "/app.css"), "torn", "")));

        Assert.Equal((5, 1, 3, 1), (answer.GetProperty("lines").GetInt32(), answer.GetProperty("accepted").GetInt32(), answer.GetProperty("skipped").GetInt32(), answer.GetProperty("faultCount").GetInt32()));
        Assert.Equal("""{"asset":2,"feed":1}""", answer.GetProperty("skippedFor").GetRawText());
        Assert.Equal("""[{"line":5,"problem":"is not of the combined format"}]""", answer.GetProperty("faults").GetRawText());
        Assert.Equal(("2026-01-10T10:00:00+00:00", "2026-01-10T10:05:00+00:00"), (answer.GetProperty("first").GetString(), answer.GetProperty("last").GetString()));
        Assert.Equal("""{"(not in the log)":1}""", answer.GetProperty("hosts").GetRawText());
        Assert.StartsWith("import-", answer.GetProperty("import").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("common")]
    [InlineData("auto")]
    public async Task A_log_without_user_agents_says_so_and_counts_when_it_is_asked_to(string format)
    {
        string log = string.Join('\n', Web("203.0.113.7", rest: " "), Web("203.0.113.7", "/a", rest: " "), Web("203.0.113.8", "/a", rest: " ")).Replace(" \n", "\n", StringComparison.Ordinal).TrimEnd();

        Assert.Contains("the common format (common), as it is here, has no user agents", await RefusalAsync("&format=" + format, new StringContent(log)), StringComparison.Ordinal);
        Assert.Equal("""{"bot":3}""", (await LoadAsync(format + "&withoutAgent=false", new StringContent(log))).GetProperty("dropped").GetRawText());
        Assert.Equal(3, (await LoadAsync(format + "&withoutAgent=true", new StringContent(log))).GetProperty("accepted").GetInt32());
        Assert.Equal("[2,3]", await CountedAsync());
    }

    [Fact]
    public async Task A_log_of_any_format_is_read_by_the_servers_own_format_string()
    {
        string pattern = Uri.EscapeDataString("$host|$remote_addr|$time_iso8601|$request|$status|$http_user_agent");

        Assert.Equal(1, (await LoadAsync($"custom&pattern={pattern}", new StringContent($"shop.example.com|203.0.113.1|2026-01-10T10:00:00+00:00|GET /a HTTP/1.1|200|{Some.Chrome}"))).GetProperty("accepted").GetInt32());
        Assert.Equal("[1,1]", await CountedAsync());
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_the_question_is_said_at_once()
    {
        string errors = await RefusalAsync("&format=none&pattern=%25h&timezone=Mars&withoutAgent=maybe&import=a+b&visitors=all", new StringContent(""));

        foreach (string field in new[] { "format", "pattern", "timezone", "withoutAgent", "import", "visitors" })
        {
            Assert.Contains($"\"{field}\":", errors, StringComparison.Ordinal);
        }

        Assert.Contains("must be auto, combined, common, vhost_combined, nginx_main, caddy, traefik, iis, haproxy, alb, elb, cloudfront, s3, cloudflare or custom", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_of_an_unknown_format_is_refused_with_the_place_at_which_it_ends_to_fit() => Assert.Contains(
        "The nearest is the combined format (combined)", await RefusalAsync("", new StringContent(Web("203.0.113.1", rest: $" 3413 \"-\" \"{Some.Chrome}\""))), StringComparison.Ordinal);

    [Theory]
    [InlineData("PAR1rest", "is Parquet: ")]
    [InlineData("BZh91AY&SY", "is bzip2: ")]
    [InlineData("PK\u0003\u0004", "is a zip archive: ")]
    [InlineData("a\0b", "is no text: ")]
    [InlineData("\u001f\u008b\u0008\0broken", "is damaged gzip: ")]
    public async Task A_file_that_is_no_log_is_refused_by_name(string body, string problem) =>
        Assert.Contains(problem, await RefusalAsync("", new ByteArrayContent(Encoding.Latin1.GetBytes(body))), StringComparison.Ordinal);

    [Fact]
    public async Task A_damaged_file_is_refused_and_the_whole_one_counts_every_line_once()
    {
        byte[] whole = Packed(string.Join('\n', Enumerable.Range(0, 2000).Select(i => Web($"203.0.113.{i % 200}", $"/{i}"))));

        Assert.Contains("is damaged gzip: ", await RefusalAsync("", new ByteArrayContent(whole[..(whole.Length * 2 / 3)])), StringComparison.Ordinal);
        Assert.Equal(2000, (await LoadAsync("", new ByteArrayContent(whole))).GetProperty("accepted").GetInt32());
        Assert.Equal("[200,2000]", await CountedAsync());
    }

    [Fact]
    public async Task An_empty_log_and_a_header_alone_are_nothing()
    {
        Assert.Equal(0, (await LoadAsync("", new StringContent(""))).GetProperty("lines").GetInt32());
        Assert.Equal(2, (await LoadAsync("", new StringContent("#Version: 1.0\n#Fields: date time cs-method"))).GetProperty("skipped").GetInt32());
    }

    private static byte[] Packed(string text)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return buffer.ToArray();
    }

    [Fact]
    public async Task A_log_of_a_hundred_thousand_lines_is_one_request()
    {
        using var buffer = new MemoryStream();
        await using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest, leaveOpen: true))
        await using (var writer = new StreamWriter(gzip, Encoding.ASCII))
        {
            for (int i = 0; i < 100_000; i++)
            {
                // One in fifty shows a page, each to somebody else.
                string target = i % 50 == 0 ? $"/p{i}" : $"/{i}.png";
                await writer.WriteLineAsync($"198.51.100.{i % 250} - - [10/Jan/2026:{i / 3600 % 24:00}:{i / 60 % 60:00}:{i % 60:00} +0000] \"GET {target} HTTP/1.1\" 200 5 \"-\" \"{Some.Chrome}\"");
            }
        }

        JsonElement answer = await LoadAsync("auto", new ByteArrayContent(buffer.ToArray()));

        Assert.Equal((100_000, 2000, 98_000), (answer.GetProperty("lines").GetInt32(), answer.GetProperty("accepted").GetInt32(), answer.GetProperty("skipped").GetInt32()));
    }
}
