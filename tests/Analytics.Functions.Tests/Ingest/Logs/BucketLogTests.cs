using Analytics.Functions.Ingest.Logs.Lines;

namespace Analytics.Functions.Tests.Ingest.Logs;

/// <summary>Amazon S3's server access log: https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html</summary>
public sealed class BucketLogTests
{
    public const string Line = "79a5 www.example.com [06/Feb/2019:00:00:38 +0000] 192.0.2.3 - 3E57427F3EXAMPLE WEBSITE.GET.OBJECT about.html \"GET /about.html HTTP/1.1\" 200 - 113 113 7 6 \"https://example.org/\" \"Mozilla/5.0\" - s9lz= - - - www.example.com - - -";

    [Fact]
    public void A_page_of_a_website_is_understood()
    {
        LoggedRequest said = Reading.By("s3").Said(Line);

        Assert.Equal(new DateTimeOffset(2019, 2, 6, 0, 0, 38, TimeSpan.Zero), said.Time);
        Assert.Equal(
            ("/about.html", "www.example.com", "192.0.2.3", "https://example.org/", "Mozilla/5.0", true),
            (said.Target, said.Host, said.Client!.ToString(), said.Referrer, said.UserAgent, said.IsPageView));
    }

    [Theory]
    [InlineData("WEBSITE.GET.OBJECT about.html \"GET /about.html HTTP/1.1\"", "REST.GET.VERSIONING - \"GET /bucket?versioning HTTP/1.1\"")]
    [InlineData("WEBSITE.GET.OBJECT about.html \"GET /about.html HTTP/1.1\"", "REST.GET.BUCKET - \"GET /?list-type=2 HTTP/1.1\"")]
    [InlineData("WEBSITE.GET.OBJECT about.html \"GET /about.html HTTP/1.1\" 200 - 113 113 7 6 \"https://example.org/\" \"Mozilla/5.0\"", "S3.EXPIRE.OBJECT a - - - - 113 - - \"-\" \"-\"")]
    [InlineData("\" 200 -", "\" 404 NoSuchKey")]
    public void What_else_a_bucket_does_shows_no_page(string from, string to) => Assert.False(Reading.By("s3").Said(Line.Replace(from, to, StringComparison.Ordinal)).IsPageView);

    [Fact]
    public void A_line_of_before_there_were_hosts_ends_early() => Assert.Null(Reading.By("s3").Said(Line[..Line.IndexOf(" s9lz", StringComparison.Ordinal)]).Host);

    [Fact]
    public void A_torn_line_is_a_fault() => Assert.NotNull(Reading.By("s3").Problem(Line[..^60]));
}
