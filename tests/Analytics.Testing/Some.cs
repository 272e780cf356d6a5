using Analytics.Store.Calendars;
using Analytics.Store.Visitors;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;

namespace Analytics.Testing;

/// <summary>The one place where tests get their ordinary values from: each is valid, and says nothing that a test does not set.</summary>
public static class Some
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    public const string Chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";

    public static Site Site(string id = "site-1", string zone = "UTC", string domain = "example.com") => new()
    {
        Id = SiteId.Parse(id),
        Name = "Example",
        Domains = [domain],
        Calendar = SiteCalendar.For(zone),
        OwnerId = "user-1",
        CreatedAt = Noon,
        UpdatedAt = Noon,
    };

    public static Hit Hit(Site? site = null, string url = "https://example.com/", DateTimeOffset? at = null) => new()
    {
        Site = site ?? Site(),
        Id = EventId.Parse("event-1"),
        Name = EventName.Pageview,
        Url = new Uri(url),
        ReceivedAt = at ?? Noon,
        Time = at ?? Noon,
        UserAgent = Chrome,
        Address = System.Net.IPAddress.Parse("203.0.113.5"),
        Salt = new byte[32],
    };

    public static Event Pageview(string id, string path, DateTimeOffset time, ulong? visitor = 1, SiteCalendar? calendar = null) => new()
    {
        Id = EventId.Parse(id),
        Site = SiteId.Parse("site-1"),
        Day = (calendar ?? SiteCalendar.Utc).DayOf(time),
        Time = time,
        ReceivedAt = time,
        Name = EventName.Pageview,
        Visitor = visitor is { } bits ? new VisitorId(bits) : null,
        Page = new Page("example.com", path),
    };

    public static LocalDay Day { get; } = new(2026, 3, 10);
}
