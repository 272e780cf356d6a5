using Analytics.Functions.Ingest.Logs.Formats;
using Analytics.Functions.Ingest.Logs.Lines;

namespace Analytics.Functions.Tests.Ingest.Logs;

/// <summary>Web servers' logs as Apache, nginx and Traefik document them: https://httpd.apache.org/docs/current/logs.html</summary>
public sealed class CombinedLogTests
{
    private const string Common = "203.0.113.1 - frank [10/Oct/2000:13:55:36 -0700] \"GET /apache_pb HTTP/1.0\" 200 2326";
    private const string Combined = Common + " \"http://www.example.com/start.html\" \"Mozilla/4.08 [en] (Win98; I ;Nav)\"";

    private static LoggedRequest Said(string line) => Reading.By("combined").Said(line);

    private static string Of(string client, string target = "/a", int status = 200, string rest = "\"-\" \"Mozilla/5.0\"") =>
        $"{client} - - [29/Nov/2026:10:00:01 +0000] \"GET {target} HTTP/1.1\" {status} 5 {rest}";

    [Fact]
    public void A_documented_line_is_understood()
    {
        LoggedRequest said = Said(Combined);

        Assert.Equal(new DateTimeOffset(2000, 10, 10, 20, 55, 36, TimeSpan.Zero), said.Time);
        Assert.Equal(("GET", "/apache_pb", "203.0.113.1", true), (said.Method.ToString(), said.Target, said.Client!.ToString(), said.IsPageView));
        Assert.Equal(("http://www.example.com/start.html", "Mozilla/4.08 [en] (Win98; I ;Nav)"), (said.Referrer, said.UserAgent));
    }

    [Theory]
    [InlineData("203.0.113.1", "203.0.113.1", null)]
    [InlineData("2001:db8::1", "2001:db8::1", null)]
    [InlineData("2001:db8::5:3331", "2001:db8::5:3331", null)]
    [InlineData("[2001:db8::5]:3331", "2001:db8::5", null)]
    [InlineData("::ffff:203.0.113.1", "203.0.113.1", null)]
    [InlineData("fe80::1%eth0", "fe80::1", null)]
    [InlineData("203.0.113.1,10.0.0.1", "203.0.113.1", null)]
    [InlineData("unknown, 203.0.113.1", "203.0.113.1", null)]
    [InlineData("localhost", null, "localhost")]
    [InlineData("203.0.113.1:4711", "203.0.113.1", null)]
    [InlineData("203.0.113.1, 10.0.0.1", "203.0.113.1", null)]
    [InlineData("10.0.0.1, 203.0.113.1, 198.51.100.7", "203.0.113.1", null)]
    [InlineData("a.isp.example", null, "a.isp.example")]
    [InlineData("-", null, null)]
    [InlineData("unix:", null, null)]
    public void Who_asked_is_the_first_address_of_the_internet_or_a_name_or_nobody(string client, string? address, string? name)
    {
        LoggedRequest said = Said(Of(client));

        Assert.Equal((address, name), (said.Client?.ToString(), said.ClientName));
    }

    [Theory]
    [InlineData("shop.example:443 203.0.113.1")]
    [InlineData("shop.example 203.0.113.1")]
    [InlineData("10.0.0.1 203.0.113.1")]
    [InlineData("203.0.113.400")]
    [InlineData("shop.example a.isp.example")]
    [InlineData("203.0.113.1 -")]
    [InlineData("a client that cannot be")]
    [InlineData("010.0.0.1")]
    public void A_client_that_cannot_be_read_is_a_fault_of_the_format(string client) =>
        Assert.Equal("is not of the combined format", Reading.By("combined").Problem(Of(client)));

    [Theory]
    [InlineData("- frank")]
    [InlineData("- John Smith")]
    [InlineData("identity frank")]
    [InlineData("- ")]
    public void A_user_may_have_blanks_in_the_name(string words) =>
        Assert.Equal("203.0.113.1", Said(Of("203.0.113.1").Replace("- -", words, StringComparison.Ordinal)).Client!.ToString());

    [Theory]
    [InlineData("shop.example:443 203.0.113.1", "shop.example", "203.0.113.1")]
    [InlineData("shop.example 2001:db8::1", "shop.example", "2001:db8::1")]
    [InlineData("[2001:db8::99]:80 a.isp.example", "[2001:db8::99]", null)]
    public void The_host_of_a_log_of_virtual_hosts_is_known(string words, string host, string? client)
    {
        LoggedRequest said = Reading.By("vhost_combined").Said(Of(words));

        Assert.Equal((host, client), (said.Host, said.Client?.ToString()));
    }

    [Theory]
    [InlineData("3413 \"-\" \"CH\"")]
    [InlineData("\"-\" \"CH")]
    [InlineData("\"-\"")]
    [InlineData("\"-\" \"CH\" \"torn")]
    [InlineData("CH")]
    public void A_line_that_fits_only_in_part_is_none_of_the_format(string rest) => Assert.NotNull(Reading.By("combined").Problem(Of("203.0.113.1", rest: rest)));

    [Theory]
    [InlineData("\"-\" \"CH\" \"203.0.113.9\"")]
    [InlineData("- \"CH\" 13 \"Host-x\" \"http://172.19.0.6:14008\" 247ms")]
    [InlineData("\"https://example.com/\" \"CH\" 13 \"router@docker\" \"http://172.19.0.6:14008\" 2ms")]
    [InlineData("\"-\" \"CH\" 512 0.004 [default-web-80] [] 10.1.2.3:8080 512 0.004 200 5f2d1c")]
    [InlineData("\"-\" \"CH\" 0.004 0.003")]
    [InlineData("\"-\" \"CH\" ")]
    public void What_servers_add_behind_the_combined_format_is_passed_over(string rest)
    {
        LoggedRequest said = Said(Of("203.0.113.1", rest: rest));

        Assert.Equal(("CH", "203.0.113.1", true), (said.UserAgent, said.Client!.ToString(), said.IsPageView));
    }

    [Theory]
    [InlineData("10.0.0.5", "203.0.113.1", "203.0.113.1")]
    [InlineData("10.0.0.5", "203.0.113.2, 64.252.1.1", "203.0.113.2")]
    [InlineData("172.16.0.9", "10.1.1.1, 203.0.113.2", "203.0.113.2")]
    [InlineData("10.0.0.5", "unknown, 203.0.113.2", "203.0.113.2")]
    [InlineData("::1", "203.0.113.1", "203.0.113.1")]
    [InlineData("-", "203.0.113.1", "203.0.113.1")]
    [InlineData("fd00::1", "2001:db8::5", "2001:db8::5")]
    [InlineData("100.64.0.1", "203.0.113.1", "203.0.113.1")]
    [InlineData("127.0.0.1", "203.0.113.1:5511", "203.0.113.1")]
    [InlineData("10.0.0.5", "-", "10.0.0.5")]
    [InlineData("10.0.0.5", "192.168.0.7", "10.0.0.5")]
    [InlineData("198.51.100.1", "203.0.113.1", "198.51.100.1")]
    public void Behind_a_balancer_the_client_is_the_first_public_address_that_it_forwarded(string first, string last, string client)
    {
        foreach (string format in new[] { "nginx_main", "combined" })
        {
            Assert.Equal(client, Reading.By(format).Said(Of(first, rest: $"\"-\" \"CH\" \"{last}\"")).Client!.ToString());
        }
    }

    [Theory]
    [InlineData(@"/caf\xC3\xA9", "/caf%C3%A9")]
    [InlineData(@"/caf\xc3\xa9?q=\x22", "/caf%C3%A9?q=%22")]
    [InlineData(@"/a\\b\""c", "/a%5Cb%22c")]
    [InlineData(@"/\xE9", "/%E9")]
    [InlineData(@"/a\tb", "/a%09b")]
    [InlineData(@"/plain%20x", "/plain%20x")]
    [InlineData(@"/x\q", "/x%5Cq")]
    [InlineData("/a b", "/a b")]
    public void An_address_is_what_was_asked_for_however_the_server_escapes_it(string written, string target) => Assert.Equal(target, Said(Of("203.0.113.1", written)).Target);

    [Theory]
    [InlineData(@"A \""b\"" c", "A \"b\" c")]
    [InlineData(@"A \x22b\x22 \\", "A \"b\" \\")]
    [InlineData(@"\xC3\xA9", "é")]
    [InlineData("-", null)]
    public void A_user_agent_is_what_was_sent(string written, string? agent) => Assert.Equal(agent, Said(Of("203.0.113.1", rest: $"\"-\" \"{written}\"")).UserAgent);

    [Theory]
    [InlineData("/", 200, null)]
    [InlineData("/about", 304, null)]
    [InlineData("/about.html", 200, null)]
    [InlineData("/v1.2/", 200, null)]
    [InlineData("/a", 206, "Status")]
    [InlineData("/a", 404, "Status")]
    [InlineData("/logo.png", 200, "Asset")]
    [InlineData("/x.PNG?v=1", 200, "Asset")]
    [InlineData("*", 200, "Asset")]
    [InlineData("http://elsewhere.example/", 200, "Asset")]
    [InlineData("/feed", 200, "Feed")]
    [InlineData("/feed/", 200, "Feed")]
    [InlineData("/blog/feed/", 200, "Feed")]
    [InlineData("/comments/feed/rss2/?x=1", 200, "Feed")]
    [InlineData("/blog/Atom/", 304, "Feed")]
    [InlineData("/?feed=rss2", 200, "Feed")]
    [InlineData("/feedback/", 200, null)]
    public void A_request_is_a_page_view_or_it_is_said_why_not(string target, int status, string? reason) =>
        Assert.Equal(reason, Said(Of("203.0.113.1", target, status)).Skip?.ToString());

    [Theory]
    [InlineData("10/Oct/2000:13:55:36 -0700")]
    [InlineData("29/Feb/2024:23:59:59 +1400")]
    public void A_time_is_read_as_it_is_written(string time) =>
        Assert.Equal(DateTimeOffset.ParseExact(time, "dd/MMM/yyyy:HH:mm:ss zzz", null), Said(Combined.Replace("10/Oct/2000:13:55:36 -0700", time, StringComparison.Ordinal)).Time);

    [Theory]
    [InlineData("41/Oct/2000:13:55:36 -0700")]
    [InlineData("29/Feb/2023:13:55:36 -0700")]
    [InlineData("10/Okt/2000:13:55:36 -0700")]
    [InlineData("10/10/2000:13:55:36 -0700")]
    [InlineData("2000-10-10T13:55:36-07:00")]
    [InlineData("10/Oct/2000:25:55:36 -0700")]
    [InlineData("10/Oct/2000:13:55:36 UTC")]
    [InlineData("1/Oct/2000:13:55:36 +0000")]
    public void A_time_of_another_form_is_a_fault(string time) => Assert.Equal(
        "has a time that is not written as 29/Nov/2026:10:00:01 +0000",
        Reading.By("combined").Problem(Combined.Replace("10/Oct/2000:13:55:36 -0700", time, StringComparison.Ordinal)));

    [Theory]
    [InlineData("nonsense")]
    [InlineData("203.0.113.1 - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.0\" ٢٠٠ 2326 \"-\" \"-\"")]
    [InlineData(Common)]
    public void What_is_no_line_of_the_format_is_said_to_be_none(string line) => Assert.Equal("is not of the combined format", Reading.By("combined").Problem(line));

    [Fact]
    public void The_common_format_ends_after_the_bytes()
    {
        Assert.False(Reading.By("common").Said(Common).HasAgent);
        Assert.Equal("is not of the common format", Reading.By("common").Problem(Combined));
        Assert.Equal("is not of the common format", Reading.By("common").Problem(Common + " 3413"));
    }

    [Fact]
    public void A_request_that_came_to_nothing_is_no_page_view() =>
        Assert.Equal(SkipReason.Method, Said("203.0.113.1 - - [10/Oct/2000:13:55:36 -0700] \"-\" 408 - \"-\" \"-\"").Skip);

    [Fact]
    public void A_line_made_to_be_slow_is_not()
    {
        string line = "203.0.113.1 - - [10/Oct/2000:13:55:36 -0700] \"" + string.Concat(Enumerable.Repeat("\\\"", 8000));

        Assert.NotNull(Reading.By("combined").Problem(line));
        Assert.NotNull(LogDetection.Find([line]).Problem);
    }
}
