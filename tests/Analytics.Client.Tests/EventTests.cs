using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Analytics.Client.Tests;

public sealed class EventTests
{
    internal static IngestEvent Full { get; } = new()
    {
        Url = "https://example.com/checkout",
        Id = "order-7",
        Name = "Purchase",
        Timestamp = new DateTimeOffset(2026, 3, 10, 14, 0, 0, TimeSpan.FromHours(2)),
        Visitor = new Visitor { Id = "v", Ip = "203.0.113.5", UserAgent = "Mozilla/5.0", Hints = new VisitorHints("b", "p", "pv", true) },
        Referrer = "https://www.google.com/",
        Title = "Checkout",
        Language = "et-EE",
        Timezone = "Europe/Tallinn",
        Country = "EE",
        ScreenWidth = 1280,
        ScreenHeight = 720,
        Props = new Dictionary<string, string> { ["plan"] = "pro" },
        Currency = "EUR",
        Amount = 9.90m,
        Interactive = false,
        EngagementMs = 1200,
        Scroll = 50,
        UserId = "u",
        Consent = true,
        AsksForPrivacy = true,
    };

    private static Line Taking() => new() { Answers = (_, _) => Line.Json("""{"accepted":1,"duplicates":0,"dropped":[],"rejected":[]}""") };

    private static IngestEvent Event(int number, string? title = null) => new() { Url = $"https://example.com/{number}", Id = $"e{number}", Visitor = Visitor.Known("v"), Title = title };

    private static JsonElement[] Events(Line line) => [.. line.Sent.Select(sent => JsonDocument.Parse(sent.Body!).RootElement.GetProperty("events"))];

    [Theory]
    [InlineData("en-GB")]
    [InlineData("th-TH")]
    public async Task An_event_says_what_the_server_reads(string culture)
    {
        using var scope = new CultureScope(culture);
        Line line = Taking();
        _ = await line.Open().SendAsync([Full]);

        Assert.Equal(
            """
            {"site":"example.com","events":[{"id":"order-7","timestamp":"2026-03-10T12:00:00.000Z","name":"Purchase","url":"https://example.com/checkout","referrer":"https://www.google.com/","title":"Checkout","language":"et-EE","timezone":"Europe/Tallinn","country":"EE","userId":"u","consent":true,"asksForPrivacy":true,"interactive":false,
            "visitor":{"id":"v","ip":"203.0.113.5","userAgent":"Mozilla/5.0","hints":{"brands":"b","platform":"p","platformVersion":"pv","mobile":true}},"screen":{"width":1280,"height":720},"engagement":{"ms":1200,"scroll":50},"props":{"plan":"pro"},"revenue":{"currency":"EUR","amount":"9.90"}}]}
            """.Replace("\n", "", StringComparison.Ordinal),
            Assert.Single(line.Sent).Body);
    }

    [Fact]
    public async Task An_event_that_is_sent_again_is_the_same_event()
    {
        var clock = new ManualClock(Some.Noon);
        Line line = Taking();
        AnalyticsApi api = line.Open(clock);
        var e = new IngestEvent { Url = "https://example.com/", Visitor = Visitor.Known("v") };
        _ = await api.SendAsync([e]);
        clock.Advance(TimeSpan.FromDays(2));
        _ = await api.SendAsync([e]);

        JsonElement[] sent = [.. Events(line).Select(events => events[0])];
        Assert.Matches("^[0-9a-f]{32}$", sent[0].GetProperty("id").GetString());
        Assert.Equal("2026-03-10T12:00:00.000Z", sent[0].GetProperty("timestamp").GetString());
        Assert.Equal(sent[0].GetRawText(), sent[1].GetRawText());
    }

    [Fact]
    public async Task Many_events_go_in_requests_that_every_server_takes_and_their_answers_are_one()
    {
        var line = new Line
        {
            Answers = (n, _) =>
            {
                HttpResponseMessage answer = Line.Json("""{"accepted":497,"duplicates":1,"dropped":[{"index":1,"reason":"bot"}],"rejected":[{"index":2,"errors":{"url":["must be whole"],"visitor.id":["is long","is odd"]}}],"tide":1}""");
                answer.Headers.Add("x-analytics-ignored", n == 0 ? "events[3].timezone,%C3%A9" : "+7");
                return answer;
            },
        };
        IngestAnswer answer = await line.Open().SendAsync([.. Enumerable.Range(0, 1000).Select(n => Event(n))]);

        Assert.Equal([500, 500], Events(line).Select(sent => sent.GetArrayLength()));
        Assert.Equal((994, 2), (answer.Accepted, answer.Duplicates));
        Assert.Equal([(1, "e1", "bot"), (501, "e501", "bot")], answer.Dropped.Select(dropped => (dropped.Index, dropped.Event.Id, dropped.Reason)));
        Assert.Equal([(2, "e2"), (502, "e502")], answer.Rejected.Select(rejected => (rejected.Index, rejected.Event.Id)));
        Assert.Equal(["must be whole", "is long", "is odd"], answer.Rejected[0].Faults.SelectMany(field => field.Value));
        Assert.Equal([new IgnoredField(3, "timezone"), new IgnoredField(null, "é"), new IgnoredField(null, "+7")], answer.Ignored);
    }

    [Fact]
    public async Task Long_events_go_in_smaller_requests()
    {
        Line line = Taking();
        _ = await line.Open().SendAsync([.. Enumerable.Range(0, 300).Select(n => Event(n, new string('x', 30_000)))]);

        Assert.Equal(300, Events(line).Sum(events => events.GetArrayLength()));
        Assert.All(line.Sent, sent => Assert.InRange(sent.Body!.Length, 1, 4_100_000));
        Assert.Equal(3, line.Sent.Count);
    }

    [Fact]
    public async Task Nothing_to_send_is_not_sent()
    {
        Line line = Taking();

        Assert.Equal(0, (await line.Open().SendAsync([])).Accepted);
        Assert.Empty(line.Sent);
    }

    [Fact]
    public async Task A_batch_that_was_not_taken_goes_again_with_the_same_ids()
    {
        var line = new Line { Answers = (n, _) => n == 0 ? throw new HttpRequestException("cut off") : n == 1 ? Line.Busy(HttpStatusCode.ServiceUnavailable) : Line.Json("""{"accepted":1,"duplicates":0,"dropped":[],"rejected":[]}""") };
        _ = await line.Open().SendAsync([new IngestEvent { Url = "https://example.com/", Visitor = Visitor.Known("v") }]);

        Assert.Equal(3, line.Sent.Count);
        _ = Assert.Single(line.Sent.Select(sent => sent.Body).Distinct());
    }

    [Fact]
    public void A_visitor_says_nothing_of_itself() =>
        Assert.DoesNotContain("203", string.Create(CultureInfo.InvariantCulture, $"{Visitor.At("203.0.113.5", "x")}"), StringComparison.Ordinal);
}
