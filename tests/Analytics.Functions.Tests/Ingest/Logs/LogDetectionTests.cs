using System.Text.RegularExpressions;
using Analytics.Functions.Ingest.Logs.Formats;

namespace Analytics.Functions.Tests.Ingest.Logs;

public sealed class LogDetectionTests
{
    private const string Common = "203.0.113.1 - - [10/Oct/2000:13:55:36 -0700] \"GET /a HTTP/1.0\" 200 2326";
    private const string Combined = Common + " \"-\" \"Mozilla/4.08\"";
    private const string CloudFront = "2019-12-04\t21:02:31\tLAX1\t392\t192.0.2.100\tGET\td1.cloudfront.net\t/a\t200\t-\tMozilla/4.08\t-\t-\tHit\tid\texample.com\thttps";
    private const string CloudFrontJson = """{"date":"2024-11-14","time":"21:34:06","cs-method":"GET","cs-uri-stem":"/a","sc-status":"200"}""";

    public static TheoryData<string, string> Lines => new()
    {
        { "combined", Combined },
        { "combined", Combined + " 512 0.004 [web] 10.1.2.3:8080" },
        { "combined", Combined.Replace("203.0.113.1", "203.0.113.1, 10.0.0.1", StringComparison.Ordinal) },
        { "common", Common },
        { "nginx_main", Combined + " \"203.0.113.9\"" },
        { "nginx_main", Combined + " \"-\"" },
        { "vhost_combined", "shop.example:443 " + Combined },
        { "vhost_combined", "shop.example:443 " + Combined + " 0.004" },
        { "vhost_combined", "shop.example a.isp.example" + Combined[Combined.IndexOf(' ', StringComparison.Ordinal)..] },
        { "traefik", Combined + " 13 \"web@docker\" \"http://172.19.0.6:14008\" 247ms" },
        { "cloudfront", CloudFront },
        { "cloudfront", CloudFrontJson },
        { "alb", BalancerLogTests.Alb },
        { "elb", BalancerLogTests.Elb },
        { "haproxy", HaProxyLogTests.Line },
        { "haproxy", "Nov 29 10:00:01 lb haproxy[14389]: " + HaProxyLogTests.Line },
        { "s3", BucketLogTests.Line },
        { "caddy", JsonLogTests.Caddy },
        { "traefik", JsonLogTests.Traefik },
        { "cloudflare", JsonLogTests.Cloudflare },
        { "iis", $"{IisLogTests.Header}\n{IisLogTests.Line}" },
    };

    /// <summary>The lines of every format, with the headers that they need.</summary>
    internal static IEnumerable<string> Corpus => Lines.Select(row => row.Data.Item2);

    /// <summary>The first line of a format.</summary>
    internal static string LineOf(string format) => Lines.First(row => row.Data.Item1 == format).Data.Item2;

    [Theory, MemberData(nameof(Lines))]
    public void A_format_is_known_by_lines_that_fit_it_whole_and_no_other(string format, string lines)
    {
        (LogFormat? found, string? problem) = LogDetection.Find(lines.Split('\n'));

        Assert.Null(problem);
        Assert.Equal(format, found!.Name);
    }

    [Fact]
    public void A_header_alone_says_nothing() => Assert.NotNull(LogDetection.Find(["#Version: 1.0", "#Fields: date time cs-method cs-uri-stem sc-status"]).Problem);

    [Fact]
    public void A_header_of_columns_decides_together_with_the_line_below_it()
    {
        Assert.Equal("cloudfront", LogDetection.Find(["#Version: 1.0", "#Fields: date time cs-method cs-uri-stem sc-status", "2019-12-04\t21:02:31\tGET\t/a\t200"]).Format!.Name);
        Assert.Equal("iis", LogDetection.Find(["#Version: 1.0", "#Fields: date time cs-method cs-uri-stem sc-status", "2019-12-04 21:02:31 GET /a 200"]).Format!.Name);
    }

    [Theory, MemberData(nameof(Lines))]
    public void A_torn_line_among_the_first_changes_nothing(string format, string lines) =>
        Assert.Equal(format, LogDetection.Find([.. lines.Split('\n'), lines.Split('\n')[^1], lines.Split('\n')[^1], "torn\" 200 5"]).Format?.Name);

    [Fact]
    public void Damaged_lines_among_the_first_are_faults_of_the_format_that_the_others_fit()
    {
        Assert.Equal("combined", LogDetection.Find(["torn\" 200 5", Combined, Combined]).Format!.Name);
        Assert.Equal("combined", LogDetection.Find([Combined, Combined, Combined + " 0.004", Combined + " \"torn"]).Format!.Name);
    }

    [Fact]
    public void Lines_that_mostly_fit_nothing_are_of_no_format_and_the_place_is_named()
    {
        string problem = LogDetection.Find([Combined, Common + " 3413 \"-\" \"Mozilla/4.08\""]).Problem!;

        Assert.Contains("The nearest is the combined format (combined): of its first 2 lines 1 fit", problem, StringComparison.Ordinal);
        Assert.Contains("at character 73: there is 'xxxx \"-\" \"xx…' and not the referrer in quotes", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("203.0.113.7 GET /", "203")]
    [InlineData("x 2001:db8::77 - [29/Nov/2026:10:00:01 +0000] ada@example.com", "db8")]
    [InlineData("{\"ip\":\"198.51.100.9\",\"user\":\"björk😀\"}", "198")]
    [InlineData("björk 198.51.100.9", "ö")]
    public void No_letter_and_no_digit_of_a_line_is_said_again(string line, string secret)
    {
        string problem = LogDetection.Find([line]).Problem!;

        Assert.Contains("is of no known format", problem, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, problem, StringComparison.Ordinal);
        Assert.All(Regex.Matches(problem, "there is '([^…]*)").Select(match => match.Groups[1].Value.Split("' and")[0]), shown => Assert.Matches("^[x -/:-@\\[-`{-~]*$", shown));
    }

    [Fact]
    public void Lines_of_two_formats_are_not_read_as_one() => Assert.Equal(
        "holds lines of the combined format and of the common format: say the format, or send them apart",
        LogDetection.Find([Combined, Combined, Combined, Common]).Problem);

    [Theory]
    [InlineData("\"-\"", 9, true)]
    [InlineData("\"-\"", 10, false)]
    [InlineData("\"Mozilla/4.08\"", 1, true)]
    public void A_log_in_which_no_page_view_has_an_agent_lacks_agents(string agent, int lines, bool has) => Assert.Equal(
        has, LogDetection.HasAgents(NamedFormats.Find("combined")!, [.. Enumerable.Repeat($"{Common} \"-\" {agent}", lines)]));

    [Fact]
    public void What_may_be_of_two_formats_is_for_its_owner_to_say() => Assert.Equal(
        "may be of Traefik's format or Cloudflare Logpush's format: say which with format=traefik or format=cloudflare",
        LogDetection.Find([$"{JsonLogTests.Traefik[..^1]},{JsonLogTests.Cloudflare[1..]}"]).Problem);

    [Fact]
    public void A_field_that_is_wrong_is_named_and_no_other_format() => Assert.Contains(
        "The nearest is Caddy's format (caddy): of its first 1 lines 0 fit, and the first that does not has a time that is not written as",
        LogDetection.Find([JsonLogTests.Caddy.Replace("1764410401.655", "\"yesterday\"", StringComparison.Ordinal)]).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("nonsense")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"a":1}""")]
    [InlineData("a b c d e f g h")]
    public void Nonsense_is_of_no_format(string line) => Assert.Contains("is of no known format", LogDetection.Find([line]).Problem, StringComparison.Ordinal);
}
