using Analytics.Functions.Ingest.Logs.Lines;
using Analytics.Functions.Ingest.Logs.Patterns;

namespace Analytics.Functions.Tests.Ingest.Logs;

/// <summary>JSON lines as Caddy, Traefik and Cloudflare document them.</summary>
public sealed class JsonLogTests
{
    public const string Caddy = """{"level":"info","ts":1764410401.655,"logger":"http.log.access.log0","msg":"handled request","request":{"remote_ip":"10.0.0.9","remote_port":"4711","client_ip":"203.0.113.5","proto":"HTTP/2.0","method":"GET","host":"shop.example","uri":"/a?b=1","headers":{"User-Agent":["Mozilla/5.0 (X11)"],"Referer":["https://example.org/"]},"tls":{"resumed":false,"version":772}},"bytes_read":0,"duration":0.01,"size":10900,"status":200,"resp_headers":{"Content-Type":["text/html; charset=utf-8"]}}""";

    public const string Traefik = """{"ClientAddr":"203.0.113.5:52610","ClientHost":"203.0.113.5","ClientPort":"52610","DownstreamStatus":200,"RequestHost":"shop.example","RequestMethod":"GET","RequestPath":"/a?b=1","RequestScheme":"https","StartUTC":"2025-11-29T10:00:01.655123456Z","level":"info","msg":"","request_User-Agent":"Mozilla/5.0 (X11)","request_Referer":"https://example.org/","time":"2025-11-29T10:00:02Z"}""";

    public const string Cloudflare = """{"ClientIP":"203.0.113.5","ClientRequestHost":"shop.example","ClientRequestMethod":"GET","ClientRequestURI":"/a?b=1","ClientRequestScheme":"https","ClientRequestReferer":"https://example.org/","ClientRequestUserAgent":"Mozilla/5.0 (X11)","ClientCountry":"ee","ClientASN":64500,"EdgeResponseContentType":"text/html","EdgeResponseStatus":200,"EdgeStartTimestamp":"2025-11-29T10:00:01Z","RayID":"1"}""";

    [Theory]
    [InlineData("caddy", Caddy)]
    [InlineData("traefik", Traefik)]
    [InlineData("cloudflare", Cloudflare)]
    public void A_documented_line_is_understood(string format, string line)
    {
        LoggedRequest said = Reading.By(format).Said(line);

        Assert.Equal(new DateTimeOffset(2025, 11, 29, 10, 0, 1, TimeSpan.Zero), said.Time.AddTicks(-(said.Time.Ticks % TimeSpan.TicksPerSecond)));
        Assert.Equal(
            ("GET", "/a?b=1", "https", "shop.example", "203.0.113.5", "https://example.org/", "Mozilla/5.0 (X11)", true),
            (said.Method.ToString(), said.Target, said.Scheme, said.Host, said.Client!.ToString(), said.Referrer, said.UserAgent, said.IsPageView));
    }

    [Theory]
    [InlineData("\"2025-11-29T10:00:01Z\"")]
    [InlineData("\"2025/11/29 10:00:01\"")]
    [InlineData("\"29/Nov/2025:11:00:01 +0100\"")]
    [InlineData("1764410401")]
    [InlineData("1764410401000")]
    [InlineData("1764410401000000")]
    [InlineData("1764410401000000000")]
    public void An_instant_of_json_may_be_counted_in_any_unit(string time) => Assert.Equal(
        new DateTimeOffset(2025, 11, 29, 10, 0, 1, TimeSpan.Zero),
        Reading.By("cloudflare").Said(Cloudflare.Replace("\"2025-11-29T10:00:01Z\"", time, StringComparison.Ordinal)).Time);

    [Theory]
    [InlineData("\"11/29/2025 10:00\"")]
    [InlineData("\"10:00\"")]
    [InlineData("-5")]
    [InlineData("1e9")]
    [InlineData("null")]
    public void An_instant_of_another_form_is_a_fault(string time) =>
        Assert.NotNull(Reading.By("cloudflare").Problem(Cloudflare.Replace("\"2025-11-29T10:00:01Z\"", time, StringComparison.Ordinal)));

    [Fact]
    public void Other_lines_of_caddy_are_passed_over() =>
        Assert.Equal(LineFit.Remark, Reading.By("caddy").Fit("""{"level":"info","ts":1764410401.6,"logger":"tls","msg":"cleaning storage unit"}"""));

    [Fact]
    public void Caddys_older_lines_name_the_peer_with_its_port() => Assert.Equal("203.0.113.7", Reading.By("caddy").Said(
        """{"ts":1764410401,"msg":"handled request","request":{"remote_addr":"203.0.113.7:4711","method":"GET","host":"a.example","uri":"/","headers":{}},"status":200}""").Client!.ToString());

    [Theory]
    [InlineData("text/html", true)]
    [InlineData("application/json", false)]
    public void Only_html_is_a_page_where_the_log_tells_the_type(string type, bool page) =>
        Assert.Equal(page, Reading.By("cloudflare").Said(Cloudflare.Replace("text/html", type, StringComparison.Ordinal)).IsPageView);

    [Fact]
    public void Traefik_without_headers_tells_no_agents() => Assert.False(Reading.By("traefik").Said(Traefik.Replace("request_User-Agent", "other", StringComparison.Ordinal)).HasAgent);
}
