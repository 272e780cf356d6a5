using Analytics.Functions.Ingest.Logs;
using Analytics.Store.Events;

namespace Analytics.Functions.Tests.Ingest.Logs;

public sealed class LogHitsTests
{
    private static string Line(string target = "/", string time = "10/Mar/2026:11:00:00 +0000") =>
        $"203.0.113.7 - - [{time}] \"GET {target} HTTP/1.1\" 200 512 \"-\" \"{Some.Chrome}\"";

    private static string Edge(string host, string target = "/") =>
        $$"""{"date":"2026-03-10","time":"11:00:00","cs-method":"GET","cs-uri-stem":"{{target}}","sc-status":"200","x-host-header":"{{host}}","cs-protocol":"http"}""";

    private static (Hit? Hit, string? Fault) Read(string line) => new LogHits(Some.Site(), new DetectedLog()).Read(line, Some.Noon);

    [Fact]
    public void The_host_is_the_logs_where_it_tells_and_else_the_sites_first()
    {
        Assert.Equal("https://example.com/a?b", Read(Line("/a?b")).Hit!.Url.AbsoluteUri);
        Assert.Equal("http://shop.example.com:8080/a", Read(Edge("shop.example.com:8080", "/a")).Hit!.Url.AbsoluteUri);
    }

    [Theory]
    [InlineData("evil.net/@example.com")]
    [InlineData("example.com@evil.net")]
    [InlineData("example.com?")]
    [InlineData("exa mple.com")]
    public void A_host_that_is_none_is_a_fault(string host) => Assert.Equal("asks for something that is no url with a path of at most 2,000 characters", Read(Edge(host)).Fault);

    [Fact]
    public void A_path_that_is_too_long_is_a_fault_and_a_long_query_is_none()
    {
        Assert.Equal("asks for something that is no url with a path of at most 2,000 characters", Read(Line("/" + new string('a', 2000))).Fault);
        Assert.Null(Read(Line("/a?b=" + new string('a', 4000))).Fault);
    }

    [Theory]
    [InlineData("11/Mar/2026:11:00:00 +0000")]
    [InlineData("31/Dec/9999:23:59:59 +0000")]
    [InlineData("01/Jan/1970:00:00:00 +0000")]
    public void A_time_that_cannot_be_is_a_fault(string time) => Assert.Equal("tells of the future, or of more than 50 years ago", Read(Line(time: time)).Fault);

    [Fact]
    public void A_line_has_the_same_id_in_every_load_and_its_copies_have_others()
    {
        var log = new LogHits(Some.Site(), new DetectedLog());
        string first = log.Read(Line(), Some.Noon).Hit!.Id.Value;
        string second = log.Read(Line(), Some.Noon).Hit!.Id.Value;

        Assert.Equal("log-b2bd7f7c93219714438325bf26009453", first); // the first half of the SHA-256 of "1", a line feed and the line
        Assert.NotEqual(first, second);
        Assert.Equal([first, second], Twice());

        static string[] Twice()
        {
            var again = new LogHits(Some.Site(), new DetectedLog());
            return [again.Read(Line(), Some.Noon.AddDays(3)).Hit!.Id.Value, again.Read(Line(), Some.Noon.AddDays(3)).Hit!.Id.Value];
        }
    }

    [Fact]
    public void Lines_that_were_read_are_not_kept_however_many_there_are()
    {
        var log = new LogHits(Some.Site(), new DetectedLog());
        WeakReference[] lines = ReadMany(log);
        GC.Collect();

        Assert.Equal(0, lines.Count(line => line.IsAlive));
        Assert.NotNull(log.Read(Line(), Some.Noon).Hit);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static WeakReference[] ReadMany(LogHits log) => [.. Enumerable.Range(0, 1000).Select(i => ReadOne(log, i))];

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static WeakReference ReadOne(LogHits log, int i)
        {
            string line = Line("/" + i);
            Assert.NotNull(log.Read(line, Some.Noon).Hit);
            return new WeakReference(line);
        }
    }
}
