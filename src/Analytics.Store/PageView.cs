using Analytics.Store.Events;

namespace Analytics.Store;

/// <summary>A page view, as a library user records and reads it. Immutable.</summary>
public sealed record PageView
{
    /// <summary>Names the page view; the same id counts once in a site. 1 to 64 characters of A–Z a–z 0–9 - _ .</summary>
    public required string Id { get; init; }

    /// <summary>The site; same alphabet.</summary>
    public required string SiteId { get; init; }

    /// <summary>The anonymous visitor: that of <see cref="AnalyticsStore.HashVisitorId"/>, or any text of at most 200 characters.</summary>
    public required string VisitorId { get; init; }

    /// <summary>The session as the caller counts it; at most 200 characters. The product finds visits for itself.</summary>
    public required string SessionId { get; init; }

    /// <summary>The page's path; begins with <c>/</c>, at most 2,000 characters.</summary>
    public required string Path { get; init; }

    /// <summary>The page's host name.</summary>
    public required string Hostname { get; init; }

    /// <summary>The document's title.</summary>
    public string? Title { get; init; }

    /// <summary>The referring page.</summary>
    public string? Referrer { get; init; }

    /// <summary>The referrer's source: <c>google</c>. See <see cref="AnalyticsStore.ParseReferrerSource"/>.</summary>
    public string? ReferrerSource { get; init; }

    /// <summary>The UTM tag.</summary>
    public string? UtmSource { get; init; }

    /// <summary>The UTM tag.</summary>
    public string? UtmMedium { get; init; }

    /// <summary>The UTM tag.</summary>
    public string? UtmCampaign { get; init; }

    /// <summary>The UTM tag.</summary>
    public string? UtmContent { get; init; }

    /// <summary>The UTM tag.</summary>
    public string? UtmTerm { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    /// <summary>ISO 3166-2.</summary>
    public string? Region { get; init; }

    /// <summary>The city's name.</summary>
    public string? City { get; init; }

    /// <summary>The class of the device. Default unknown.</summary>
    public DeviceType DeviceType { get; init; }

    /// <summary>Browser family.</summary>
    public string? Browser { get; init; }

    /// <summary>Browser version.</summary>
    public string? BrowserVersion { get; init; }

    /// <summary>Operating system family.</summary>
    public string? Os { get; init; }

    /// <summary>Operating system version.</summary>
    public string? OsVersion { get; init; }

    /// <summary>CSS pixels.</summary>
    public int? ScreenWidth { get; init; }

    /// <summary>CSS pixels.</summary>
    public int? ScreenHeight { get; init; }

    /// <summary>Whether the caller takes it for the first of its session. Kept, not used: visits are found by scanning.</summary>
    public bool IsUnique { get; init; }

    /// <summary>Whether the caller takes it for the only one of its session. Kept, not used.</summary>
    public bool IsBounce { get; init; }

    /// <summary>Milliseconds. Kept, not used.</summary>
    public long? TimeOnPage { get; init; }

    /// <summary>When it happened; milliseconds are kept.</summary>
    public required DateTimeOffset Timestamp { get; init; }
}
