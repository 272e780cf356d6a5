using Analytics.Functions.Ingest.Logs.Formats;
using Analytics.Functions.Ingest.Logs.Lines;

namespace Analytics.Functions.Tests.Ingest.Logs;

/// <summary>IIS's W3C extended log: https://learn.microsoft.com/windows/win32/http/w3c-logging</summary>
public sealed class IisLogTests
{
    public const string Header = "#Software: Microsoft Internet Information Services 10.0\n#Version: 1.0\n#Date: 2026-11-29 10:00:00\n#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) cs-host sc-status sc-substatus sc-win32-status time-taken";

    public const string Line = "2026-11-29 10:00:01 10.0.0.1 GET /about/ a=1+2 443 - 203.0.113.5 Mozilla/5.0+(X11;+Linux) https://example.org/a+b shop.example:443 200 0 0 15";

    [Fact]
    public void A_line_is_understood_by_the_header_above_it()
    {
        LogReader log = Reading.By("iis");
        Assert.All(Header.Split('\n'), line => Assert.Null(log.Problem(line)));
        LoggedRequest said = log.Said(Line);

        Assert.Equal(new DateTimeOffset(2026, 11, 29, 10, 0, 1, TimeSpan.Zero), said.Time);
        Assert.Equal(
            ("/about/?a=1+2", "https", "shop.example", "203.0.113.5", "Mozilla/5.0 (X11; Linux)", "https://example.org/a+b", true),
            (said.Target, said.Scheme, said.Host, said.Client!.ToString(), said.UserAgent, said.Referrer, said.IsPageView));
    }

    [Fact]
    public void Another_header_further_down_names_other_columns()
    {
        LogReader log = Reading.By("iis");
        _ = log.Problem("#Fields: date time c-ip cs-method cs-uri-stem sc-status");
        Assert.Equal("/a", log.Said("2026-11-29 10:00:01 203.0.113.5 GET /a 200").Target);
        _ = log.Problem("#Fields: time date cs-uri-stem cs-method c-ip sc-status");
        Assert.Equal("/b", log.Said("10:00:01 2026-11-29 /b GET 203.0.113.5 200").Target);
        Assert.NotNull(log.Problem("2026-11-29 10:00:01 203.0.113.5 GET /a 200"));
        Assert.NotNull(log.Problem("10:00:01 2026-11-29 /b GET 203.0.113.5"));
    }

    [Theory]
    [InlineData("#Fields: time c-ip cs-method cs-uri-stem sc-status", "10:00:01 203.0.113.5 GET /a 200", "has a time of day and no date: let the server log the column date, too")]
    [InlineData("#Fields: date c-ip cs-method cs-uri-stem sc-status", "2026-11-29 203.0.113.5 GET /a 200", "has a date and no time of day: let the server log the column time, too")]
    public void Columns_that_do_not_say_when_are_told_what_is_missing(string header, string line, string problem)
    {
        LogReader log = Reading.By("iis");
        _ = log.Problem(header);

        Assert.Equal(problem, log.Problem(line));
    }

    [Fact]
    public void Without_a_header_nothing_can_be_known()
    {
        LogReader log = Reading.By("iis");
        Assert.NotNull(log.Problem(Line));
        Assert.Equal("a line #Fields: above, which names the columns", log.Expected);
    }
}
