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

    [Fact]
    public async Task A_log_without_user_agents_counts_its_clients()
    {
        const string Log = """
            203.0.113.7 - - [10/Jan/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 512
            203.0.113.7 - - [10/Jan/2026:10:01:00 +0000] "GET /a HTTP/1.1" 200 512
            203.0.113.8 - - [10/Jan/2026:10:01:00 +0000] "GET /a HTTP/1.1" 200 512
            """;

        Assert.Equal("""{"bot":3}""", (await LoadAsync("combined", new StringContent(Log))).GetProperty("dropped").GetRawText());
        Assert.Equal(3, (await LoadAsync("common", new StringContent(Log))).GetProperty("accepted").GetInt32());
        JsonElement told = await _product.QueryAsync(new { site_id = "example.com", metrics = new[] { "visitors", "pageviews" }, date_range = new[] { "2026-01-10", "2026-01-10" } });
        Assert.Equal("[2,3]", told.GetProperty("results")[0].GetProperty("metrics").GetRawText());
    }

    [Fact]
    public async Task A_format_that_there_is_not_is_refused()
    {
        HttpResponseMessage response = await _product.Admin.PostAsync("/v1/ingest/logs?site=example.com&format=iis", new StringContent(""));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("must be combined, common, cloudfront, alb or auto", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
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
