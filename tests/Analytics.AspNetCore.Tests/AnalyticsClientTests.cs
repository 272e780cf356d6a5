using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace Analytics.AspNetCore.Tests;

public sealed class AnalyticsClientTests
{
    private static AnalyticsEvent Event(string id) => new() { Id = id, Url = "https://example.com/" + id, Visitor = AnalyticsVisitor.Known("v") };

    private static AnalyticsClient Client(Line line, Action<AnalyticsOptions>? adjust = null, TimeProvider? clock = null)
    {
        var options = new AnalyticsOptions
        {
            Endpoint = new Uri("http://stats.test"),
            Key = "key",
            Site = "example.com",
            Interval = TimeSpan.FromMilliseconds(20),
            FirstPause = TimeSpan.FromMilliseconds(5),
            LongestPause = TimeSpan.FromMilliseconds(20),
        };
        adjust?.Invoke(options);
        return new AnalyticsClient(options, new HttpClient(line), clock);
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        var watch = Stopwatch.StartNew();
        while (!holds() && watch.Elapsed < TimeSpan.FromSeconds(30))
        {
            await Task.Delay(5);
        }

        Assert.True(holds());
    }

    [Fact]
    public async Task An_event_says_what_the_server_reads()
    {
        var line = new Line();
        await using (AnalyticsClient client = Client(line, clock: new ManualClock(Some.Noon)))
        {
            await client.TrackAsync(new AnalyticsEvent
            {
                Url = "https://example.com/a",
                Name = "Purchase",
                Visitor = AnalyticsVisitor.At(IPAddress.Parse("::ffff:203.0.113.5"), "Mozilla/5.0"),
                Referrer = "https://www.google.com/",
                Consent = false,
                AsksForPrivacy = true,
                Interactive = false,
                UserId = "u",
                Country = "EE",
                Props = new Dictionary<string, string> { ["plan"] = "pro" },
                Currency = "EUR",
                Amount = 9.90m,
            });
        }

        JsonElement body = Assert.Single(line.Sent);
        Assert.Equal("example.com", body.GetProperty("site").GetString());
        string sent = body.GetProperty("events")[0].GetRawText();
        Assert.Matches("^\\{\"id\":\"[0-9a-f]{32}\",", sent);
        Assert.Equal(
            """ "timestamp":"2026-03-10T12:00:00.000Z","name":"Purchase","url":"https://example.com/a","referrer":"https://www.google.com/","country":"EE","userId":"u","consent":false,"asksForPrivacy":true,"interactive":false,"visitor":{"ip":"203.0.113.5","userAgent":"Mozilla/5.0"},"props":{"plan":"pro"},"revenue":{"currency":"EUR","amount":"9.90"}} """.Trim(),
            sent[(sent.IndexOf(',', StringComparison.Ordinal) + 1)..]);
    }

    [Theory]
    [InlineData("https://stats.example.com")]
    [InlineData("https://example.com/stats")]
    [InlineData("https://example.com/stats/")]
    public async Task A_server_may_be_under_a_path_of_its_host(string endpoint)
    {
        var line = new Line();
        await using (AnalyticsClient client = Client(line, o => o.Endpoint = new Uri(endpoint)))
        {
            await client.TrackAsync(Event("a"));
        }

        Assert.Equal(endpoint.TrimEnd('/') + "/v1/ingest/batch", Assert.Single(line.Addresses).AbsoluteUri);
    }

    [Fact]
    public async Task Events_travel_together_a_hundred_at_most()
    {
        var line = new Line();
        await using (AnalyticsClient client = Client(line, o => o.Interval = TimeSpan.FromSeconds(30)))
        {
            for (int i = 0; i < 250; i++)
            {
                await client.TrackAsync(Event("e" + i));
            }

            await UntilAsync(() => client.Delivered == 200); // full requests do not wait
            Assert.Equal(50, client.Waiting);
        }

        Assert.Equal([100, 100, 50], line.Ids.Select(ids => ids.Length));
        Assert.Equal(Enumerable.Range(0, 250).Select(i => "e" + i), line.Ids.SelectMany(ids => ids));
    }

    [Fact]
    public async Task An_event_waits_no_longer_than_the_interval()
    {
        var line = new Line();
        await using AnalyticsClient client = Client(line);
        await client.TrackAsync(Event("a"));

        await UntilAsync(() => client.Delivered == 1);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(null)]
    public async Task What_the_server_did_not_take_is_sent_again_with_the_same_ids(HttpStatusCode? failure)
    {
        var line = new Line { Fate = n => n >= 3 ? null : failure is { } status ? Line.Answer(status) : throw new HttpRequestException("no route") };
        await using (AnalyticsClient client = Client(line))
        {
            await client.TrackAsync(new AnalyticsEvent { Url = "https://example.com/", Visitor = AnalyticsVisitor.Known("v") });
            await UntilAsync(() => client.Delivered == 1);
            Assert.Equal(0, client.Lost);
        }

        Assert.Equal(4, line.Ids.Length);
        _ = Assert.Single(line.Ids.SelectMany(ids => ids).Distinct());
    }

    [Fact]
    public async Task Pauses_double_up_to_the_longest()
    {
        var watch = Stopwatch.StartNew();
        List<double> at = [];
        var line = new Line
        {
            Fate = n =>
            {
                at.Add(watch.Elapsed.TotalMilliseconds);
                return n < 4 ? Line.Answer(HttpStatusCode.ServiceUnavailable) : null;
            },
        };
        await using AnalyticsClient client = Client(line, o => (o.FirstPause, o.LongestPause) = (TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(300)));
        await client.TrackAsync(Event("a"));
        await UntilAsync(() => client.Delivered == 1);

        // 100, 200, 300, 300: a timer is never early by more than its grain.
        Assert.Equal([true, true, true, true], at.Skip(1).Zip(at, (b, a) => b - a).Zip([100, 200, 300, 300], (paused, least) => paused > least - 20));
    }

    [Fact]
    public async Task What_the_server_refuses_for_good_is_given_up_and_counted_and_the_rest_goes_on()
    {
        var line = new Line { Fate = n => n == 0 ? Line.Answer(HttpStatusCode.BadRequest) : null };
        await using AnalyticsClient client = Client(line);
        await client.TrackAsync(Event("a"));
        await UntilAsync(() => client.Lost == 1);
        await client.TrackAsync(Event("b"));
        await UntilAsync(() => client.Delivered == 1);

        Assert.Equal([["a"], ["b"]], line.Ids);
    }

    [Fact]
    public async Task Where_too_many_wait_the_oldest_are_given_up_and_counted()
    {
        bool down = true;
        var line = new Line { Fate = _ => Volatile.Read(ref down) ? Line.Answer(HttpStatusCode.ServiceUnavailable) : null };
        await using AnalyticsClient client = Client(line, o => o.QueueLimit = 10);
        await client.TrackAsync(Event("first"));
        await UntilAsync(() => line.Sent.Count > 1); // under way, and no longer in the queue
        for (int i = 0; i < 25; i++)
        {
            await client.TrackAsync(Event("e" + i));
        }

        Assert.Equal((11, 15), (client.Waiting, client.Lost));
        Volatile.Write(ref down, false);
        await UntilAsync(() => client.Delivered == 11);
        Assert.Equal(["first", .. Enumerable.Range(15, 10).Select(i => "e" + i)], line.Ids.SelectMany(ids => ids).Distinct());
    }

    [Fact]
    public async Task Ending_sends_what_waits_and_does_not_wait_for_ever()
    {
        var line = new Line { Fate = _ => Line.Answer(HttpStatusCode.ServiceUnavailable) };
        AnalyticsClient client = Client(line, o => (o.Patience, o.BatchSize) = (TimeSpan.FromMilliseconds(100), 2));
        for (int i = 0; i < 5; i++)
        {
            await client.TrackAsync(Event("e" + i));
        }

        await client.DisposeAsync();
        await client.DisposeAsync();
        await client.TrackAsync(Event("late"));

        Assert.Equal((0L, 6L, 0), (client.Delivered, client.Lost, client.Waiting));
        Assert.NotEmpty(line.Sent);
    }

    [Fact]
    public async Task What_is_no_event_is_counted_and_never_thrown()
    {
        var line = new Line();
        await using AnalyticsClient client = Client(line);
        await client.TrackAsync(new AnalyticsEvent { Url = "https://example.com/", Visitor = null! });
        await client.TrackAsync(new AnalyticsEvent { Url = "https://example.com/", Title = new string('x', 40_000), Visitor = AnalyticsVisitor.Known("v") });

        Assert.Equal(2, client.Lost);
    }

    [Fact]
    public void Options_that_cannot_be_used_are_refused_with_every_fault()
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => new AnalyticsClient(new AnalyticsOptions { Endpoint = new Uri("ftp://x"), BatchSize = 501, Include = { "blog" } }));

        Assert.All(["Endpoint", "Key", "Site", "BatchSize", "Include"], name => Assert.Contains(name + " ", refused.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_visitor_says_nothing_of_itself() =>
        Assert.DoesNotContain("203", AnalyticsVisitor.At(IPAddress.Parse("203.0.113.5"), "x").ToString(), StringComparison.Ordinal);
}
