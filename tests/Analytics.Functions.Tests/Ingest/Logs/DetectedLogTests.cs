using Analytics.Functions.Ingest.Logs;

namespace Analytics.Functions.Tests.Ingest.Logs;

public sealed class DetectedLogTests
{
    private const string Combined = "127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] \"GET /a HTTP/1.0\" 200 2326 \"-\" \"Mozilla/4.08\"";
    private const string Common = "127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] \"GET /a HTTP/1.0\" 200 2326";
    private const string Alb = "h2 2018-07-02T22:23:00.186641Z app/lb/5 10.0.1.252:48160 - 0.000 0.002 0.000 200 200 5 257 \"GET https://example.com:443/a HTTP/2.0\" \"Mozilla/4.08\"";
    private const string CloudFront = "2019-12-04\t21:02:31\tLAX1\t392\t192.0.2.100\tGET\td1.cloudfront.net\t/a\t200\t-\tMozilla/4.08\t-\t-\tHit\tid\texample.com\thttps";
    private const string Json = """{"date":"2024-11-14","time":"21:34:06","cs-method":"GET","cs-uri-stem":"/a","sc-status":"200"}""";

    [Theory]
    [InlineData(Combined)]
    [InlineData(Common)]
    [InlineData(Alb)]
    [InlineData(CloudFront)]
    [InlineData(Json)]
    public void The_first_line_that_is_surely_of_a_format_decides(string line)
    {
        var log = new DetectedLog();

        Assert.Equal("is not of the combined format", Assert.IsType<LogLine.Unreadable>(log.Read("nonsense")).Problem);
        Assert.Equal("/a", Assert.IsType<LogLine.Request>(log.Read(line)).Said.Target);
        Assert.IsType<LogLine.Unreadable>(log.Read(line == Alb ? Combined : Alb));
    }

    [Fact]
    public void A_header_decides_before_any_line()
    {
        var log = new DetectedLog();

        Assert.Same(LogLine.Remark, log.Read("#Version: 1.0"));
        Assert.Same(LogLine.Remark, log.Read("#Fields: date time cs-method cs-uri-stem sc-status"));
        Assert.IsType<LogLine.Request>(log.Read("2019-12-04\t21:02:31\tGET\t/a\t200"));
    }

    [Fact]
    public void A_log_without_user_agents_is_of_the_common_format() =>
        Assert.Equal("127.0.0.1", Assert.IsType<LogLine.Request>(new DetectedLog().Read(Common)).Said.VisitorKey);
}
