using Analytics.Store.Inputs;
using Analytics.Store.Visitors;
using Analytics.Store.Events;

namespace Analytics.Store.Tests.Blocks;

/// <summary>Events of one day in which every field of an event has several values, and none. Never changed: stored files depend on them.</summary>
internal static class GoldenEvents
{
    private static readonly string?[] Texts = [null, "a", "Ä\u200f💥", "<script>\"&'", "a much longer text that is said again and again"];
    private static readonly string[] Names = ["pageview", "engagement", "Signup", "Purchase"];

    public static IReadOnlyList<Event> All { get; } = [.. Enumerable.Range(0, 120).Select(One)];

    /// <summary>The same, half of them with what only some senders tell.</summary>
    public static IReadOnlyList<Event> Detailed { get; } = [.. All.Select((e, n) => n % 2 == 0 ? e : e with { Client = e.Client with { Details = Details(n) } })];

    /// <summary>The same, some of those of people who are known with their traits.</summary>
    public static IReadOnlyList<Event> Told { get; } = [.. All.Select((e, n) => e.UserId is null || n % 2 == 0
        ? e
        : e with { Traits = new Traits(new Dictionary<string, string> { ["plan"] = $"p{n % 3}", [$"key{n % 4}"] = "Nõmm \"x\"" }, isVerified: n % 5 > 0) })];

    private static ClientDetails Details(int n) => new(
        n % 3 == 0 ? null : "Samsung", n % 5 == 0 ? null : $"SM-S91{n % 4}B", n % 7 == 0 ? null : 1m + (n % 9 / 4m), n % 4 == 1 ? "et-EE" : "sr-Latn-RS", n % 11 == 0 ? null : "Europe/Tallinn");

    private static Event One(int n)
    {
        string? Text(int step) => Texts[n / step % Texts.Length];
        DateTimeOffset time = Some.Noon.AddMilliseconds((n / 6 * 400_000L) + (n % 6 * 1_913L) - (n % 11 == 0 ? 8_000_000 : 0));
        return new Event
        {
            Id = EventId.Parse($"golden-{n:000}"),
            Site = Some.Site().Id,
            Day = Some.Day,
            Time = time,
            ReceivedAt = time.AddMilliseconds(n % 7 == 0 ? 90_000 : 12),
            Name = n % 5 == 0 ? Names[n / 5 % 4] : Names[n % 2],
            Visitor = n % 10 == 9 ? null : new VisitorId(0x9e3779b97f4a7c15UL * (ulong)((n % 13) + 1)),
            Page = new Page(n % 17 == 0 ? "docs.example.com" : "example.com", $"/{n % 9}/{Text(4)}", Text(3)),
            Referral = new Referral(Text(1), Text(2), Text(3) is null ? "Direct" : "Referral", n % 8 == 0 ? "gclid" : null),
            Campaign = new Campaign(Text(5), Text(6), Text(7), Text(8), Text(9)),
            Client = new Client
            {
                Browser = Text(2),
                BrowserVersion = n % 3 == 0 ? "126.0" : null,
                Os = Text(11),
                OsVersion = n % 4 == 0 ? "17.5" : null,
                Device = (DeviceType)(n % 4),
                ScreenWidth = n % 5 == 0 ? null : 1920,
                ScreenHeight = n % 6 == 0 ? null : 1080 + n,
                Language = n % 2 == 0 ? "et" : null,
            },
            Place = new Place(n % 3 == 0 ? "EE" : null, n % 6 == 0 ? "EE-37" : null, Text(12)),
            Props = n % 4 == 0
                ? new Dictionary<string, string> { ["plan"] = $"p{n % 3}", [$"key{n % 7}"] = Text(1) ?? "-" }
                : new Dictionary<string, string>(),
            Revenue = n % 12 == 0 ? new Revenue(n % 24 == 0 ? "EUR" : "JPY", 9.90m + n) : null,
            Interactive = n % 6 != 2,
            Engagement = n % 5 == 1 ? new Engagement(n * 1_000L, n % 10 == 1 ? null : n % 101) : null,
            UserId = n % 9 == 0 ? $"user-{n % 4}" : null,
            Library = n % 15 == 0 ? new LibraryNote("visitor", "session") { Category = Text(2), Value = n % 2 == 0 ? 1.50m : null } : null,
        };
    }
}
