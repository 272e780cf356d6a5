using System.Net;
using System.Text.Json;
using Analytics.Functions.Collect;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Testing;

namespace Analytics.Benchmarks;

/// <summary>Events as browsers send them: real user agents, ordinary paths, some referrers and campaigns. The same in every run.</summary>
internal static class Traffic
{
    private static readonly string[] Paths = ["/", "/pricing", "/blog/how-we-count-visitors-without-cookies", "/docs/getting-started", "/about", "/blog/2026/03/a-longer-title-of-an-article"];
    private static readonly string?[] Referrers = [null, null, "https://www.google.com/", "https://news.ycombinator.com/item?id=1", "https://t.co/x", "https://example.com/"];
    private static readonly string[] Campaigns = ["", "", "", "", "?utm_source=newsletter&utm_medium=email&utm_campaign=spring"];

    public static Site Site { get; } = Some.Site(zone: "Europe/Tallinn");

    public static string UserAgent(int n) => Corpora.Humans[n % Corpora.Humans.Count];

    public static byte[] Payload(int n) => JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object?>
    {
        ["id"] = "m1k2n3p4-" + n.ToString("x8", System.Globalization.CultureInfo.InvariantCulture),
        ["n"] = n % 20 == 7 ? "Signup" : "pageview",
        ["u"] = "https://example.com" + Paths[n % Paths.Length] + Campaigns[n % Campaigns.Length],
        ["d"] = "example.com",
        ["r"] = Referrers[n % Referrers.Length],
        ["p"] = n % 20 == 7 ? new Dictionary<string, string> { ["plan"] = "pro" } : null,
        ["w"] = 1920,
        ["sh"] = 1080,
        ["tz"] = "Europe/Tallinn",
        ["l"] = "et-EE",
    });

    public static Hit Hit(int n, byte[] payload, string userAgent, DateTimeOffset now)
    {
        using JsonDocument json = JsonDocument.Parse(payload);
        CollectedEvent parsed = EventPayload.Parse(json.RootElement).Event!;
        return new Hit
        {
            Site = Site,
            Id = parsed.Id ?? EventId.New(),
            Name = parsed.Name,
            Url = parsed.Url,
            ReceivedAt = now,
            Time = now,
            Referrer = parsed.Referrer,
            Address = new IPAddress([203, 0, (byte)(n >> 8), (byte)n]),
            UserAgent = userAgent,
            TimeZone = parsed.TimeZone,
            Language = parsed.Language,
            ScreenWidth = parsed.ScreenWidth,
            ScreenHeight = parsed.ScreenHeight,
            Props = parsed.Props,
            Salt = Salt,
        };
    }

    private static readonly byte[] Salt = new byte[32];
}
