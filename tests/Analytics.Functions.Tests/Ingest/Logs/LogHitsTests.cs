using Analytics.Functions.Ingest.Logs;
using Analytics.Store.Events;

namespace Analytics.Functions.Tests.Ingest.Logs;

public sealed class LogHitsTests
{
    private static string Line(string target = "/", string time = "10/Mar/2026:11:00:00 +0000") =>
        $"203.0.113.7 - - [{time}] \"GET {target} HTTP/1.1\" 200 512 \"-\" \"{Some.Chrome}\"";

    private static string Edge(string host, string target = "/") =>
        $$"""{"date":"2026-03-10","time":"11:00:00","cs-method":"GET","cs-uri-stem":"{{target}}","sc-status":"200","x-host-header":"{{host}}","cs-protocol":"http"}""";

    private static LogHits Log(LogTally tally, string format = "combined") => new(Some.Site(), Reading.By(format), ImportId.Parse("import-1"), tally);

    private static (Hit? Hit, string? Fault) Read(string line, string format = "combined")
    {
        var tally = new LogTally();
        Hit? hit = Log(tally, format).Read(line.AsMemory(), isTooLong: false, Some.Noon);
        return (hit, tally.Faults.Select(fault => fault.Problem).SingleOrDefault());
    }

    [Fact]
    public void The_host_is_the_logs_where_it_tells_and_else_the_sites_first()
    {
        Assert.Equal("https://example.com/a?b", Read(Line("/a?b")).Hit!.Url.AbsoluteUri);
        Assert.Equal("http://shop.example.com/a", Read(Edge("shop.example.com:8080", "/a"), "cloudfront").Hit!.Url.AbsoluteUri);
    }

    [Theory]
    [InlineData("evil.net/@example.com")]
    [InlineData("example.com@evil.net")]
    [InlineData("example.com?")]
    [InlineData("exa mple.com")]
    public void A_host_that_is_none_is_a_fault(string host) => Assert.Equal("asks for something that is no url with a path of at most 2,000 characters", Read(Edge(host), "cloudfront").Fault);

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
    public void A_time_that_cannot_be_is_a_fault(string time) => Assert.Equal("has a time in the future, or more than 50 years ago", Read(Line(time: time)).Fault);

    [Fact]
    public void A_line_has_the_same_id_in_every_load_and_its_copies_have_others()
    {
        var log = Log(new LogTally());
        string first = log.Read(Line().AsMemory(), isTooLong: false, Some.Noon)!.Id.Value;
        string second = log.Read(Line().AsMemory(), isTooLong: false, Some.Noon)!.Id.Value;

        Assert.Equal("log-b2bd7f7c93219714438325bf26009453", first); // the first half of the SHA-256 of "1", a line feed and the line
        Assert.NotEqual(first, second);
        Assert.Equal([first, second], Twice());

        static string[] Twice()
        {
            var again = Log(new LogTally());
            return [again.Read(Line().AsMemory(), isTooLong: false, Some.Noon.AddDays(3))!.Id.Value, again.Read(Line().AsMemory(), isTooLong: false, Some.Noon.AddDays(3))!.Id.Value];
        }
    }

    [Fact]
    public void Lines_that_were_read_are_not_kept_however_many_there_are()
    {
        var log = Log(new LogTally());
        WeakReference[] lines = ReadMany(log);
        GC.Collect();

        Assert.InRange(lines.Count(line => line.IsAlive), 0, 1); // the last one is still the reader's
        Assert.NotNull(log.Read(Line().AsMemory(), isTooLong: false, Some.Noon));

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static WeakReference[] ReadMany(LogHits log) => [.. Enumerable.Range(0, 1000).Select(i => ReadOne(log, i))];

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static WeakReference ReadOne(LogHits log, int i)
        {
            string line = Line("/" + i);
            Assert.NotNull(log.Read(line.AsMemory(), isTooLong: false, Some.Noon));
            return new WeakReference(line);
        }
    }

    [Fact]
    public void Every_event_names_its_import_and_clients_by_name_are_visitors()
    {
        Hit named = Read(Line().Replace("203.0.113.7", "A.isp.example", StringComparison.Ordinal)).Hit!;

        Assert.Equal(("import-1", null, $"a.isp.example {Some.Chrome}"), (named.Import!.Value.Value, named.Address, named.VisitorKey));
    }

    [Fact]
    public void A_page_view_of_nobody_has_no_visitor()
    {
        LogHits log = Log(new LogTally());
        Hit hit = log.Read(Line().Replace("203.0.113.7", "-", StringComparison.Ordinal).AsMemory(), isTooLong: false, Some.Noon)!;

        Assert.Null(log.VisitorOf(hit));
    }

    [Fact]
    public void Without_agents_visitors_are_known_by_their_addresses()
    {
        LogHits log = new(Some.Site(), Reading.By("combined"), ImportId.Parse("import-1"), new LogTally()) { WithoutAgents = true };
        string none = Line().Replace(Some.Chrome, "-", StringComparison.Ordinal);

        Assert.Equal("203.0.113.7", log.Read(none.AsMemory(), isTooLong: false, Some.Noon)!.VisitorKey);
        Assert.Null(log.Read(Line().AsMemory(), isTooLong: false, Some.Noon)!.VisitorKey); // it has an agent
    }
}
