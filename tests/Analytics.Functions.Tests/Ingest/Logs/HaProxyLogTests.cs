using Analytics.Functions.Ingest.Logs.Lines;

namespace Analytics.Functions.Tests.Ingest.Logs;

/// <summary>HAProxy's HTTP log format: https://docs.haproxy.org/2.8/configuration.html#8.2.3</summary>
public sealed class HaProxyLogTests
{
    public const string Line = "203.0.113.5:33317 [29/Nov/2026:10:00:01.655] http-in static/srv1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 \"GET /index.html?a=b HTTP/1.1\"";

    private const string Plain = Line;

    [Theory]
    [InlineData("")]
    [InlineData("haproxy[14389]: ")]
    [InlineData("Nov 29 10:00:01 lb haproxy[14389]: ")]
    [InlineData("<134>Nov 29 10:00:01 haproxy[7]: ")]
    [InlineData("2026-11-29T10:00:01.656+00:00 lb haproxy[7]: ")]
    public void A_line_is_understood_with_what_the_systems_log_puts_before_it(string prefix)
    {
        LoggedRequest said = Reading.By("haproxy").Said(prefix + Plain);

        Assert.Equal(new DateTimeOffset(2026, 11, 29, 10, 0, 1, 655, TimeSpan.Zero), said.Time);
        Assert.Equal(("203.0.113.5", "/index.html?a=b", true, false), (said.Client!.ToString(), said.Target, said.IsPageView, said.HasAgent));
    }

    [Theory]
    [InlineData("{shop.example|Mozilla/5.0 (X11)} {} ")]
    [InlineData("{} ")]
    public void Captured_headers_are_passed_over(string captures) =>
        Assert.True(Reading.By("haproxy").Said(Plain.Replace("\"GET", captures + "\"GET", StringComparison.Ordinal)).IsPageView);

    [Fact]
    public void A_request_of_http2_names_the_host()
    {
        LoggedRequest said = Reading.By("haproxy").Said(Plain.Replace("GET /index.html?a=b HTTP/1.1", "GET https://shop.example/a?b=1 HTTP/2.0", StringComparison.Ordinal));

        Assert.Equal(("/a?b=1", "https", "shop.example", true), (said.Target, said.Scheme, said.Host, said.IsPageView));
    }

    [Theory]
    [InlineData("200 2750", "503 +212", false)]
    [InlineData("200 2750", "-1 0", false)]
    [InlineData("GET /index.html?a=b HTTP/1.1", "<BADREQ>", false)]
    [InlineData("203.0.113.5:33317", "2001:db8::5:33317", true)]
    [InlineData("http-in", "https-in~", true)]
    public void Other_forms_of_it_are_understood(string from, string to, bool page) =>
        Assert.Equal(page, Reading.By("haproxy").Said(Plain.Replace(from, to, StringComparison.Ordinal)).IsPageView);

    [Theory]
    [InlineData("29/Nov/2026:10:00:01.655", "Nov 29 10:00:01")]
    [InlineData("10/0/30/69/109 200 2750", "2750")]
    public void Another_form_is_a_fault(string from, string to) => Assert.NotNull(Reading.By("haproxy").Problem(Plain.Replace(from, to, StringComparison.Ordinal)));
}
