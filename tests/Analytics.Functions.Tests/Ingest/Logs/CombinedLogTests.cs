using Analytics.Functions.Http;
using Analytics.Functions.Ingest.Logs;

namespace Analytics.Functions.Tests.Ingest.Logs;

public sealed class CombinedLogTests
{
    // As Apache documents them: https://httpd.apache.org/docs/current/logs.html
    private const string Common = "127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] \"GET /apache_pb HTTP/1.0\" 200 2326";
    private const string Combined = Common + " \"http://www.example.com/start.html\" \"Mozilla/4.08 [en] (Win98; I ;Nav)\"";

    private static LoggedRequest Said(string line, bool common = false) => Assert.IsType<LogLine.Request>(new CombinedLog(common).Read(line)).Said;

    [Fact]
    public void A_documented_line_is_understood()
    {
        LoggedRequest said = Said(Combined);

        Assert.Equal(new DateTimeOffset(2000, 10, 10, 20, 55, 36, TimeSpan.Zero), said.Time);
        Assert.Equal(("GET", "/apache_pb", "127.0.0.1", true), (said.Method, said.Target, said.Client!.ToString(), said.IsPageView));
        Assert.Equal(("http://www.example.com/start.html", "Mozilla/4.08 [en] (Win98; I ;Nav)"), (said.Referrer, said.UserAgent));
    }

    [Fact]
    public void In_the_common_format_a_visitor_is_the_client()
    {
        Assert.Equal("127.0.0.1", Said(Common, common: true).VisitorKey);
        Assert.Null(Said(Common).VisitorKey);
        Assert.Null(Said(Combined, common: true).VisitorKey);
        Assert.Null(Said(Common + " \"-\" \"-\"", common: true).VisitorKey);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.0\" ٢٠٠ 2326 \"-\" \"-\"")]
    [InlineData("127.0.0.1 - - [41/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.0\" 200 2326 \"-\" \"-\"")]
    public void What_is_no_line_of_the_format_is_said_to_be_none(string line)
    {
        Assert.Equal("is not of the combined format", Unreadable(common: false));
        Assert.Equal("is not of the common format", Unreadable(common: true));

        string Unreadable(bool common) => new CombinedLog(common).Read(line) is LogLine.Unreadable { Problem: var problem } ? problem : "readable";
    }

    [Fact]
    public void A_line_made_to_be_slow_is_not()
    {
        string line = "127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] \"" + string.Concat(Enumerable.Repeat("\\\"", 8000));

        Assert.IsType<LogLine.Unreadable>(new CombinedLog(common: false).Read(line));
        Assert.Null(CombinedLog.Of(line));
    }
}
