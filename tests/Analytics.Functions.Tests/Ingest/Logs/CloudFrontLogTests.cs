using Analytics.Functions.Ingest.Logs.Formats;
using Analytics.Functions.Ingest.Logs.Lines;
using Analytics.Functions.Ingest.Logs.Patterns;

namespace Analytics.Functions.Tests.Ingest.Logs;

/// <summary>Lines as AWS documents them: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html</summary>
public sealed class CloudFrontLogTests
{
    private const string Fields =
        "#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version fle-status fle-encrypted-fields c-port time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len sc-range-start sc-range-end";

    private const string Hit =
        "2019-12-04\t21:02:31\tLAX1\t392\t192.0.2.100\tGET\td111111abcdef8.cloudfront.net\t/index.html\t200\t-\tMozilla/5.0%20(Windows%20NT%2010.0;%20Win64;%20x64)%20AppleWebKit/537.36%20(KHTML,%20like%20Gecko)%20Chrome/78.0.3904.108%20Safari/537.36\t-\t-\tHit\tSOX4xwn4XV6Q4rgb7XiVGOHms_BGlTAC4KyHmureZmBNrjGdRLiNIQ==\td111111abcdef8.cloudfront.net\thttps\t23\t0.001\t-\tTLSv1.2\tECDHE-RSA-AES128-GCM-SHA256\tHit\tHTTP/2.0\t-\t-\t11040\t0.001\tHit\ttext/html\t78\t-\t-";

    private const string Error =
        "2019-12-13\t22:36:27\tSEA19-C1\t900\t192.0.2.200\tGET\td111111abcdef8.cloudfront.net\t/favicon.ico\t502\thttp://www.example.com/\tMozilla/5.0%20(Windows%20NT%2010.0;%20Win64;%20x64)%20AppleWebKit/537.36%20(KHTML,%20like%20Gecko)%20Chrome/78.0.3904.108%20Safari/537.36\t-\t-\tError\t1pkpNfBQ39sYMnjjUQjmH2w1wdJnbHYTbag21o_3OfcQgPzdL2RSSQ==\twww.example.com\thttp\t675\t0.102\t-\t-\t-\tError\tHTTP/1.1\t-\t-\t25260\t0.102\tOriginDnsError\ttext/html\t507\t-\t-";

    private static LogReader Log(string? header = Fields)
    {
        LogReader log = Reading.By("cloudfront");
        if (header is not null)
        {
            Assert.Equal(LineFit.Remark, log.Fit("#Version: 1.0"));
            Assert.Equal(LineFit.Remark, log.Fit(header));
        }

        return log;
    }

    [Theory]
    [InlineData(Fields)]
    [InlineData(null)]
    public void A_documented_line_is_understood_with_its_header_and_without(string? header)
    {
        LoggedRequest said = Log(header).Said(Hit);

        Assert.Equal(new DateTimeOffset(2019, 12, 4, 21, 2, 31, TimeSpan.Zero), said.Time);
        Assert.Equal(("GET", "/index.html", "https", "d111111abcdef8.cloudfront.net"), (said.Method.ToString(), said.Target, said.Scheme, said.Host));
        Assert.Equal("192.0.2.100", said.Client!.ToString());
        Assert.Equal("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/78.0.3904.108 Safari/537.36", said.UserAgent);
        Assert.Null(said.Referrer);
        Assert.True(said.IsPageView);
    }

    [Fact]
    public void A_failed_request_is_no_page_view_and_the_host_is_the_one_that_the_viewer_asked_for()
    {
        LoggedRequest said = Log().Said(Error);

        Assert.False(said.IsPageView);
        Assert.Equal(("http", "www.example.com", "http://www.example.com/"), (said.Scheme, said.Host, said.Referrer));
    }

    [Fact]
    public void Columns_are_found_by_their_names()
    {
        LoggedRequest said = Log("#Fields: sc-status cs-method\tcs-uri-stem time date c-country asn").Said("304\tGET\t/a\t21:02:31\t2019-12-04\tee\t64500");

        Assert.True(said.IsPageView);
        Assert.Equal(("EE", 64500L, (string?)null), (said.Country, said.Network, said.Host));
    }

    [Theory]
    [InlineData("/a%2520b/caf%25C3%25A9", "q=x%2526y&utm_source=letter%252B1", "/a%20b/caf%C3%A9?q=x%26y&utm_source=letter%2B1")]
    [InlineData("/a%20b", "-", "/a%20b")]
    [InlineData("/%7Euser/", "a=%5B1%5D", "/%7Euser/?a=%5B1%5D")]
    [InlineData("/what%253F", "-", "/what%3F")]
    public void An_address_is_what_the_viewer_sent(string stem, string query, string target) => Assert.Equal(
        target,
        Log().Said(Hit.Replace("/index.html", stem, StringComparison.Ordinal).Replace("537.36\t-\t-\tHit", $"537.36\t{query}\t-\tHit", StringComparison.Ordinal)).Target);

    [Fact]
    public void A_user_agent_that_is_escaped_twice_is_read_all_the_same() =>
        Assert.Equal("Mozilla/5.0 (X11)", Log("#Fields: date time cs-method cs-uri-stem sc-status cs(User-Agent)").Said("2014-05-23\t01:13:11\tGET\t/\t200\tMozilla/5.0%2520(X11)").UserAgent);

    [Theory]
    [InlineData("text/html;%20charset=utf-8", true)]
    [InlineData("application/xhtml+xml", true)]
    [InlineData("application/json", false)]
    [InlineData("-", true)]
    public void Only_html_is_a_page_where_the_log_tells_what_was_answered(string type, bool page) =>
        Assert.Equal(page, Log().Said(Hit.Replace("text/html", type, StringComparison.Ordinal)).IsPageView);

    [Fact]
    public void The_second_versions_json_lines_are_understood()
    {
        LoggedRequest said = Reading.By("cloudfront").Said(
            """{"date":"2024-11-14","time":"21:34:06","c-ip":"2001:db8::7","cs-method":"GET","cs(Host)":"d111111abcdef8.cloudfront.net","cs-uri-stem":"/view/3/1.html","sc-status":"200","cs(Referer)":"-","cs(User-Agent)":"curl/7.64.1","cs-uri-query":"a=1","x-host-header":"www.example.com","cs-protocol":"https","sc-content-type":"text/html","c-country":"US"}""");

        Assert.True(said.IsPageView);
        Assert.Equal(("/view/3/1.html?a=1", "www.example.com", "curl/7.64.1", "2001:db8::7", "US"), (said.Target, said.Host, said.UserAgent, said.Client!.ToString(), said.Country));
    }

    [Theory]
    [InlineData("timestamp", "1731620046", 1731620046000)]
    [InlineData("timestamp(ms)", "1731620046814", 1731620046814)]
    public void The_second_versions_instants_are_understood(string name, string value, long instant) => Assert.Equal(
        DateTimeOffset.FromUnixTimeMilliseconds(instant),
        Reading.By("cloudfront").Said($$"""{"{{name}}":{{value}},"cs-method":"GET","cs-uri-stem":"/","sc-status":200}""").Time);

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""{"date":"\ud800","cs-method":"GET","cs-uri-stem":"/","sc-status":"200"}""")]
    [InlineData("""{"timestamp":92233720368547758070000,"cs-method":"GET","cs-uri-stem":"/","sc-status":"200"}""")]
    [InlineData("""{"date":"2024-13-41","time":"25:00:00","cs-method":"GET","cs-uri-stem":"/","sc-status":"200"}""")]
    [InlineData("\t\t\t\t\t\t\t\t\t\t\t\t\t\t")]
    [InlineData("2019-12-04\t21:02:31\tLAX1")]
    public void What_is_no_line_of_the_format_is_a_fault(string line) => Assert.Equal(LineFit.None, Reading.By("cloudfront").Fit(line));

    [Fact]
    public void A_torn_line_is_a_fault() => Assert.Equal("is not of CloudFront's format", Log().Problem(Hit[..300]));
}
