using System.Net;

namespace Analytics.Client.Tests;

public sealed class PatienceTests
{
    private static readonly string Visitors = """{"visitors":3}""";

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task A_busy_server_is_asked_again(HttpStatusCode status)
    {
        Line line = Line.That(Line.Busy(status), Line.Busy(status), Line.Json(Visitors));

        Assert.Equal(3, await line.Open().CurrentVisitorsAsync());
        Assert.Equal(3, line.Sent.Count);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_tried_again()
    {
        var line = new Line { Answers = (n, _) => n < 2 ? throw new HttpRequestException("no route") : Line.Json(Visitors) };

        Assert.Equal(3, await line.Open().CurrentVisitorsAsync());
    }

    [Fact]
    public async Task Tries_have_an_end_and_the_last_refusal_is_told()
    {
        var busy = new Line { Answers = (_, _) => Line.Busy(HttpStatusCode.TooManyRequests, 0) };
        var away = new Line { Answers = (_, _) => throw new HttpRequestException("no route") };

        AnalyticsException refused = await Assert.ThrowsAsync<AnalyticsException>(() => busy.Open().CurrentVisitorsAsync());
        _ = await Assert.ThrowsAsync<HttpRequestException>(() => away.Open(adjust: o => o.Attempts = 2).CurrentVisitorsAsync());
        Assert.Equal((429, TimeSpan.Zero, 3, 2), (refused.Status, refused.RetryAfter, busy.Sent.Count, away.Sent.Count));
    }

    [Fact]
    public async Task What_the_server_asks_to_wait_is_waited_by_the_clock_that_is_given()
    {
        var clock = new AlarmClock(Some.Noon);
        Line line = Line.That(Line.Busy(HttpStatusCode.TooManyRequests, 7), Line.Json(Visitors));
        Task<long> asked = line.Open(clock).CurrentVisitorsAsync();
        await clock.WaitForAsync(1);

        Assert.False(asked.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(3, await asked);
    }

    [Fact]
    public async Task A_server_that_asks_for_too_long_a_pause_is_not_waited_for()
    {
        Line line = Line.That(Line.Busy(HttpStatusCode.TooManyRequests, 11));
        AnalyticsException refused = await Assert.ThrowsAsync<AnalyticsException>(() => line.Open().CurrentVisitorsAsync());

        Assert.Equal((TimeSpan.FromSeconds(11), 1), (refused.RetryAfter, line.Sent.Count));
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task What_will_not_pass_is_not_repeated(HttpStatusCode status)
    {
        Line line = Line.That(Line.Json("{}", status));
        _ = await Assert.ThrowsAsync<AnalyticsException>(() => line.Open().CurrentVisitorsAsync());

        _ = Assert.Single(line.Sent);
    }

    [Fact]
    public async Task One_who_cancels_waits_no_longer()
    {
        using var cancelled = new CancellationTokenSource();
        Line line = Line.That(Line.Busy(HttpStatusCode.TooManyRequests, 9));
        Task<long> asked = line.Open().CurrentVisitorsAsync(cancelled.Token);
        await cancelled.CancelAsync();

        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    [Theory]
    [InlineData("""{"title":"The input cannot be used","status":400,"detail":"Look here.","errors":{"from":["is no date","is late"],"to":["too"]}}""", "The input cannot be used", "Look here.", "from,to", "400: The input cannot be used Look here. [from] is no date [from] is late [to] too")]
    [InlineData("""{"error":"Unknown metric"}""", "Unknown metric", null, "", "400: Unknown metric")]
    [InlineData("<html>bad gateway</html>", "Bad Request", "<html>bad gateway</html>", "", "400: Bad Request <html>bad gateway</html>")]
    [InlineData("", "Bad Request", null, "", "400: Bad Request")]
    [InlineData("[1]", "Bad Request", "[1]", "", "400: Bad Request [1]")]
    public async Task A_refusal_says_what_the_server_said(string body, string title, string? detail, string fields, string message)
    {
        Line line = Line.That(Line.Json(body, HttpStatusCode.BadRequest));
        AnalyticsException refused = await Assert.ThrowsAsync<AnalyticsException>(() => line.Open().CurrentVisitorsAsync());

        Assert.Equal((400, title, detail, fields, message), (refused.Status, refused.Title, refused.Detail, string.Join(',', refused.Faults.Keys), refused.Message));
    }

    [Fact]
    public async Task An_answer_that_is_none_is_told()
    {
        Line line = Line.That(Line.Json("<html>Welcome to nginx</html>"));
        AnalyticsException refused = await Assert.ThrowsAsync<AnalyticsException>(() => line.Open().CurrentVisitorsAsync());

        Assert.Equal(200, refused.Status);
        Assert.Contains("is this the address of an Analytics server?", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_cannot_be_used_are_refused_with_every_fault()
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => new AnalyticsApi(new AnalyticsApiOptions { Endpoint = new Uri("ftp://x"), Attempts = 0, FirstPause = TimeSpan.Zero, LongestPause = TimeSpan.FromDays(2) }));

        Assert.All(["Endpoint", "Key", "Site", "Attempts", "FirstPause", "LongestPause"], name => Assert.Contains(name + " must", refused.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://stats.example.com")]
    [InlineData("https://example.com/stats/")]
    public async Task A_server_may_be_under_a_path_of_its_host_and_a_site_is_encoded(string endpoint)
    {
        Line line = Line.That(Line.Json(Visitors));
        _ = await line.Open(adjust: o => o.Endpoint = new Uri(endpoint)).At("a/b c").CurrentVisitorsAsync();

        Assert.Equal(endpoint.TrimEnd('/') + "/api/v2/sites/a%2Fb%20c/realtime", Assert.Single(line.Sent).Address.AbsoluteUri);
    }
}
