using Analytics.Store;
using Analytics.Store.Visitors;
using Analytics.Store.Events;
using Analytics.Store.Goals;
using Analytics.Store.Realtime;
using Analytics.Store.Sessions;

namespace Analytics.Testing;

/// <summary>Ordinary values of the library's own types, with every field set.</summary>
public static class SomeLibrary
{
    public static PageView PageView(string id = "pv-789") => new()
    {
        Id = id,
        SiteId = "site-123",
        VisitorId = "visitor-hash",
        SessionId = "session-abc",
        Path = "/blog/post",
        Hostname = "example.com",
        Title = "A post",
        Referrer = "google.com/search",
        ReferrerSource = "google",
        UtmSource = "newsletter",
        UtmMedium = "email",
        UtmCampaign = "spring",
        UtmContent = "top",
        UtmTerm = "shoes",
        Country = "EE",
        Region = "EE-37",
        City = "Tallinn",
        DeviceType = DeviceType.Desktop,
        Browser = "Chrome",
        BrowserVersion = "126.0",
        Os = "macOS",
        OsVersion = "14.5",
        ScreenWidth = 1920,
        ScreenHeight = 1080,
        IsUnique = true,
        IsBounce = true,
        TimeOnPage = 1500,
        Timestamp = Some.Noon,
    };

    public static CustomEvent CustomEvent(string id = "event-xyz") => new()
    {
        Id = id,
        SiteId = "site-123",
        VisitorId = "visitor-hash",
        SessionId = "session-abc",
        Name = "button_click",
        Category = "ui",
        Value = 9.90m,
        Properties = new Dictionary<string, string> { ["button"] = "signup" },
        Path = "/pricing",
        Hostname = "example.com",
        Timestamp = Some.Noon,
    };

    public static Session Session(int pageViews = 5, int minutes = 12) => new()
    {
        Id = "session-abc",
        SiteId = "site-123",
        VisitorId = "visitor-hash",
        EntryPath = "/",
        ExitPath = "/pricing",
        Referrer = "google.com/search",
        ReferrerSource = "google",
        UtmSource = "newsletter",
        UtmMedium = "email",
        UtmCampaign = "spring",
        Country = "EE",
        DeviceType = DeviceType.Mobile,
        Browser = "Safari",
        Os = "iOS",
        PageViewCount = pageViews,
        EventCount = 2,
        IsBounce = false,
        StartedAt = Some.Noon,
        EndedAt = Some.Noon.AddMinutes(minutes),
    };

    public static Goal Goal(string id = "goal-123") => new()
    {
        Id = id,
        SiteId = "site-123",
        Name = "Signup",
        Type = GoalType.Pageview,
        Pattern = "/signup/complete",
        MatchType = GoalMatch.Exact,
        Value = 12.5m,
        CreatedAt = Some.Noon,
        UpdatedAt = Some.Noon,
    };

    public static RealtimeStats Realtime(int pageViews = 156) => new()
    {
        SiteId = "site-123",
        Minute = Some.Noon,
        CurrentVisitors = 42,
        PageViews = pageViews,
        ActivePages = new Dictionary<string, int> { ["/"] = 15, ["/pricing"] = 8 },
    };
}
