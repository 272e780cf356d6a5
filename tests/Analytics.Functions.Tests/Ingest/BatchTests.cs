using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Analytics.Functions.Tests.Ingest;

public sealed class BatchTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.StartAsync(dynamo);
        await _product.CreateSiteAsync("example.com", "Europe/Tallinn");
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    private static object Event(string id, string path, string time, string ip = "203.0.113.5") => new
    {
        id,
        timestamp = time,
        url = "https://example.com" + path,
        visitor = new { ip, userAgent = Some.Chrome },
    };

    private async Task<(HttpStatusCode Status, JsonElement Answer)> SendAsync(params object[] events)
    {
        HttpResponseMessage response = await _product.Admin.PostAsJsonAsync("/v1/ingest/batch", new { site = "example.com", events });
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
    }

    private async Task<string> MetricsAsync(string from, string to) => (await _product.QueryAsync(new
    {
        site_id = "example.com",
        metrics = new[] { "visitors", "visits", "pageviews", "bounce_rate", "visit_duration" },
        date_range = new[] { from, to },
    })).GetProperty("results")[0].GetProperty("metrics").GetRawText();

    [Fact]
    public async Task Events_of_the_past_count_on_their_own_days()
    {
        (HttpStatusCode status, JsonElement answer) = await SendAsync(
            Event("a", "/", "2026-01-10T10:00:00Z"),
            Event("b", "/x", "2026-01-10T10:10:00Z"),
            Event("c", "/", "2026-01-10T21:59:59Z"),
            Event("d", "/", "2026-01-10T22:00:00Z"));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal((4, 0), (answer.GetProperty("accepted").GetInt32(), answer.GetProperty("duplicates").GetInt32()));
        Assert.Equal("[1,2,3,50,300]", await MetricsAsync("2026-01-10", "2026-01-10"));
        Assert.Equal("[1,1,1,100,0]", await MetricsAsync("2026-01-11", "2026-01-11"));
    }

    [Fact]
    public async Task A_day_older_than_what_the_site_keeps_takes_no_events_and_says_so()
    {
        (_, JsonElement answer) = await SendAsync(Event("a", "/", "2015-05-17T10:00:00Z"));

        Assert.Equal(0, answer.GetProperty("accepted").GetInt32());
        Assert.Equal("""[{"index":0,"reason":"day_closed"}]""", answer.GetProperty("dropped").GetRawText());
    }

    [Fact]
    public async Task The_same_id_counts_once_within_a_request_and_over_requests()
    {
        object[] events = [Event("a", "/", "2026-01-10T10:00:00Z"), Event("a", "/", "2026-01-10T10:00:00Z"), Event("b", "/x", "2026-01-10T10:10:00Z")];

        (_, JsonElement first) = await SendAsync(events);
        await SendAsync(events);

        Assert.Equal((2, 1), (first.GetProperty("accepted").GetInt32(), first.GetProperty("duplicates").GetInt32()));
        Assert.Equal("[1,1,2,0,600]", await MetricsAsync("2026-01-10", "2026-01-10"));
    }

    [Fact]
    public async Task Each_event_is_judged_on_its_own()
    {
        (_, JsonElement answer) = await SendAsync(
            Event("a", "/", "2026-01-10T10:00:00Z"),
            new { url = "https://example.com/", visitor = new { ip = "203.0.113.9", userAgent = "Googlebot/2.1 (+http://www.google.com/bot.html)" } },
            new { id = "bad id", timestamp = "yesterday", url = "nonsense", visitor = new { ip = "1.2.3" } },
            7);

        Assert.Equal(1, answer.GetProperty("accepted").GetInt32());
        Assert.Equal("""[{"index":1,"reason":"bot"}]""", answer.GetProperty("dropped").GetRawText());
        JsonElement rejected = answer.GetProperty("rejected");
        Assert.Equal([2, 3], rejected.EnumerateArray().Select(r => r.GetProperty("index").GetInt32()));
        Assert.Equal(["id", "timestamp", "url", "visitor.ip"], rejected[0].GetProperty("errors").EnumerateObject().Select(e => e.Name).Order());
    }

    [Fact]
    public async Task A_batch_for_nobodys_site_or_without_events_is_refused_whole()
    {
        HttpResponseMessage response = await _product.Admin.PostAsJsonAsync("/v1/ingest/batch", new { site = "other.net", events = Array.Empty<object>() });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        using JsonDocument problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(["events", "site"], problem.RootElement.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order());
    }

    [Fact]
    public async Task A_log_counts_page_views_once_however_often_it_is_loaded()
    {
        const string Log = """
            203.0.113.7 - - [10/Jan/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 512 "https://www.google.com/" "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36"
            203.0.113.7 - - [10/Jan/2026:10:05:00 +0000] "GET /about.html HTTP/1.1" 200 512 "https://example.com/" "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36"
            203.0.113.7 - - [10/Jan/2026:10:05:00 +0000] "GET /about.html HTTP/1.1" 200 512 "https://example.com/" "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36"
            203.0.113.7 - - [10/Jan/2026:10:05:01 +0000] "GET /logo.png HTTP/1.1" 200 512 "-" "Mozilla/5.0"
            203.0.113.7 - - [10/Jan/2026:10:05:02 +0000] "GET /missing HTTP/1.1" 404 512 "-" "Mozilla/5.0"
            203.0.113.7 - - [10/Jan/2026:10:05:02 +0000] "POST /form HTTP/1.1" 200 512 "-" "Mozilla/5.0"
            66.249.66.1 - - [10/Jan/2026:11:00:00 +0000] "GET / HTTP/1.1" 200 512 "-" "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
            nonsense
            """;
        for (int load = 0; load < 2; load++)
        {
            HttpResponseMessage response = await _product.Admin.PostAsync("/v1/ingest/logs?site=example.com&format=combined", new StringContent(Log));
            using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            JsonElement log = answer.RootElement;
            Assert.Equal((8, 3, 3, 1), (log.GetProperty("lines").GetInt32(), log.GetProperty("accepted").GetInt32(), log.GetProperty("skipped").GetInt32(), log.GetProperty("faultCount").GetInt32()));
            Assert.Equal("""[{"line":8,"problem":"is not of the combined format"}]""", log.GetProperty("faults").GetRawText());
            Assert.Equal(1, log.GetProperty("dropped").GetProperty("bot").GetInt32());
        }

        Assert.Equal("[1,1,3,0,300]", await MetricsAsync("2026-01-10", "2026-01-10"));
    }

    [Fact]
    public async Task A_log_may_be_compressed_and_may_report_its_progress()
    {
        using var buffer = new MemoryStream();
        await using (var gzip = new System.IO.Compression.GZipStream(buffer, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
        await using (var writer = new StreamWriter(gzip))
        {
            for (int i = 0; i < 1200; i++)
            {
                await writer.WriteLineAsync($"203.0.113.{i % 200} - - [10/Jan/2026:10:{i / 60 % 60:00}:{i % 60:00} +0000] \"GET /p{i} HTTP/1.1\" 200 5 \"-\" \"{Some.Chrome}\"");
            }
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/ingest/logs?site=example.com") { Content = new ByteArrayContent(buffer.ToArray()) };
        request.Headers.Accept.ParseAdd("application/x-ndjson");
        string[] lines = (await (await _product.Admin.SendAsync(request)).Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(3, lines.Length);
        Assert.Matches("\"progress\":\\{.*\"lines\":500,", lines[0]);
        Assert.Matches("\"result\":\\{.*\"lines\":1200,\"accepted\":1200,", lines[2]);
    }
}
