using Analytics.Functions.Ingest.Logs.Lines;

namespace Analytics.Functions.Tests.Ingest.Logs;

/// <summary>Lines as AWS documents them: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html</summary>
public sealed class BalancerLogTests
{
    public const string Alb =
        """https 2018-07-02T22:23:00.186641Z app/my-loadbalancer/50dc6c495c0c9188 192.168.131.39:2817 10.0.0.1:80 0.086 0.048 0.037 200 200 0 57 "GET https://www.example.com:443/ HTTP/1.1" "curl/7.46.0" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/my-targets/73e2d6bc24d8a067 "Root=1-58337281-1d84f3d73c47ec4e58577259" "www.example.com" "arn:aws:acm:us-east-2:123456789012:certificate/12345678-1234-1234-1234-123456789012" 1 2018-07-02T22:22:48.364000Z "authenticate,forward" "-" "-" "10.0.0.1:80" "200" "-" "-" TID_123456""";

    private const string Http2 =
        """h2 2018-07-02T22:23:00.186641Z app/my-loadbalancer/50dc6c495c0c9188 10.0.1.252:48160 10.0.0.66:9000 0.000 0.002 0.000 200 200 5 257 "GET https://10.0.2.105:773/ HTTP/2.0" "curl/7.46.0" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/my-targets/73e2d6bc24d8a067 "Root=1-58337327-72bd00b0343d75b906739c42" "-" "-" 1 2018-07-02T22:22:48.364000Z "redirect" "https://example.com:80/" "-" "10.0.0.66:9000" "200" "-" "-" TID_123456""";

    private const string WebSocket =
        """ws 2018-07-02T22:23:00.186641Z app/my-loadbalancer/50dc6c495c0c9188 10.0.0.140:40914 10.0.1.192:8010 0.001 0.003 0.000 101 101 218 587 "GET http://10.0.0.30:80/ HTTP/1.1" "-" - - arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/my-targets/73e2d6bc24d8a067 "Root=1-58337364-23a8c76965a2ef7629b185e3" "-" "-" 1 2018-07-02T22:22:48.364000Z "forward" "-" "-" "10.0.1.192:8010" "101" "-" "-" TID_123456""";

    private const string FailedFunction =
        """http 2018-11-30T22:23:00.186641Z app/my-loadbalancer/50dc6c495c0c9188 192.168.131.39:2817 - 0.000 0.001 0.000 502 - 34 366 "GET http://www.example.com:80/ HTTP/1.1" "curl/7.46.0" - - arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/my-targets/73e2d6bc24d8a067 "Root=1-58337364-23a8c76965a2ef7629b185e3" "-" "-" 0 2018-11-30T22:22:48.364000Z "forward" "-" "LambdaInvalidResponse" "-" "-" "-" "-" TID_123456""";

    public const string Elb =
        """2015-05-13T23:39:43.945958Z my-loadbalancer 192.168.131.39:2817 10.0.0.1:80 0.000073 0.001048 0.000057 200 200 0 29 "GET http://www.example.com:80/ HTTP/1.1" "curl/7.38.0" - -""";

    private static LoggedRequest Said(string line) => Reading.By("alb").Said(line);

    [Fact]
    public void A_documented_line_is_understood()
    {
        LoggedRequest said = Said(Alb);

        Assert.Equal(new DateTimeOffset(2018, 7, 2, 22, 22, 48, 364, TimeSpan.Zero), said.Time); // when the request came
        Assert.Equal(("GET", "/", "https", "www.example.com"), (said.Method.ToString(), said.Target, said.Scheme, said.Host));
        Assert.Equal(("192.168.131.39", "curl/7.46.0"), (said.Client!.ToString(), said.UserAgent));
        Assert.True(said.IsPageView);
    }

    [Theory]
    [InlineData(Http2, "10.0.2.105", true)]
    [InlineData(WebSocket, "10.0.0.30", false)]
    [InlineData(FailedFunction, "www.example.com", false)]
    public void Other_documented_lines_are_understood(string line, string host, bool page)
    {
        LoggedRequest said = Said(line);

        Assert.Equal((host, page), (said.Host, said.IsPageView));
    }

    [Fact]
    public void A_line_of_before_2018_ends_early_and_tells_when_it_was_answered() => Assert.Equal(
        new DateTimeOffset(2018, 7, 2, 22, 23, 0, 186, TimeSpan.Zero).AddTicks(6410),
        Said(Alb[..(Alb.IndexOf("TLSv1.2", StringComparison.Ordinal) - 1)]).Time);

    [Theory]
    [InlineData("GET https://www.example.com:443/a%20b?utm_source=x HTTP/2.0", "/a%20b?utm_source=x", true)]
    [InlineData("GET https://www.example.com:443/logo.png HTTP/2.0", "/logo.png", false)]
    [InlineData("POST https://www.example.com:443/ HTTP/2.0", "/", false)]
    [InlineData("- http://www.example.com:80- -", "", false)]
    [InlineData("GET ftp://www.example.com/ HTTP/1.1", "", false)]
    [InlineData("- - -", "", false)]
    [InlineData("", "", false)]
    public void A_request_line_is_a_page_view_or_it_is_not(string request, string target, bool page)
    {
        LoggedRequest said = Said(Alb.Replace("GET https://www.example.com:443/ HTTP/1.1", request, StringComparison.Ordinal));

        Assert.Equal((target, page), (said.Target, said.IsPageView));
    }

    [Theory]
    [InlineData("192.168.131.39:2817", "192.168.131.39")]
    [InlineData("2001:db8::7:2817", "2001:db8::7")]
    [InlineData("[2001:db8::7]:2817", "2001:db8::7")]
    [InlineData("nobody", null)]
    [InlineData("-", null)]
    public void A_client_is_an_address_with_a_port(string client, string? address) =>
        Assert.Equal(address, Said(Alb.Replace("192.168.131.39:2817", client, StringComparison.Ordinal)).Client?.ToString());

    [Theory]
    [InlineData("nonsense")]
    [InlineData("https 2018-07-02T22:23:00.186641Z app/lb 192.168.131.39:2817 10.0.0.1:80 0.086 0.048 0.037 200 200 0 57 \"GET https://www.example.com:443/ HTTP/1.1")]
    [InlineData("https yesterday app/lb 192.168.131.39:2817 10.0.0.1:80 0.086 0.048 0.037 200 200 0 57 \"GET / HTTP/1.1\" \"x\"")]
    [InlineData("https 2018-07-02T22:23:00.186641Z app/lb 192.168.131.39:2817 10.0.0.1:80 0.086 0.048 0.037 ٢٠٠ 200 0 57 \"GET / HTTP/1.1\" \"x\"")]
    public void What_is_no_line_of_the_format_is_a_fault(string line) => Assert.NotNull(Reading.By("alb").Problem(line));

    [Fact]
    public void A_classic_balancers_line_is_understood()
    {
        LoggedRequest said = Reading.By("elb").Said(Elb);

        Assert.Equal(new DateTimeOffset(2015, 5, 13, 23, 39, 43, 945, TimeSpan.Zero).AddTicks(9580), said.Time);
        Assert.Equal(
            ("GET", "/", "http", "www.example.com", "192.168.131.39", "curl/7.38.0", true),
            (said.Method.ToString(), said.Target, said.Scheme, said.Host, said.Client!.ToString(), said.UserAgent, said.IsPageView));
    }

    [Fact]
    public void A_classic_balancers_connection_without_a_request_is_no_page_view() =>
        Assert.False(Reading.By("elb").Said(Elb.Replace("GET http://www.example.com:80/ HTTP/1.1", "- - - ", StringComparison.Ordinal).Replace(" 200 200 ", " - - ", StringComparison.Ordinal)).IsPageView);
}
