using Analytics.Store.Events;

namespace Analytics.Store.Sessions;

/// <summary>
/// A session that a library user keeps for itself. The product's own visits are found by scanning events and are never stored.
/// </summary>
public sealed record Session
{
    /// <summary>Names the session; 1 to 64 characters of A–Z a–z 0–9 - _ .</summary>
    public required string Id { get; init; }

    /// <summary>The site; same alphabet.</summary>
    public required string SiteId { get; init; }

    /// <summary>The anonymous visitor; at most 200 characters.</summary>
    public required string VisitorId { get; init; }

    /// <summary>The first page's path.</summary>
    public required string EntryPath { get; init; }

    /// <summary>The last page's path. Default empty.</summary>
    public string ExitPath { get; init; } = "";

    /// <summary>The referring page.</summary>
    public string? Referrer { get; init; }

    /// <summary>The referrer's source.</summary>
    public string? ReferrerSource { get; init; }

    /// <summary>The UTM tag.</summary>
    public string? UtmSource { get; init; }

    /// <summary>The UTM tag.</summary>
    public string? UtmMedium { get; init; }

    /// <summary>The UTM tag.</summary>
    public string? UtmCampaign { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    /// <summary>The class of the device. Default unknown.</summary>
    public DeviceType DeviceType { get; init; }

    /// <summary>Browser family.</summary>
    public string? Browser { get; init; }

    /// <summary>Operating system family.</summary>
    public string? Os { get; init; }

    /// <summary>Page views so far; not negative.</summary>
    public int PageViewCount { get; init; }

    /// <summary>Custom events so far; not negative.</summary>
    public int EventCount { get; init; }

    /// <summary>Whether it has one page view only.</summary>
    public bool IsBounce { get; init; }

    /// <summary>From start to end.</summary>
    public TimeSpan Duration => EndedAt - StartedAt;

    /// <summary>When it began; part of its key, so it never changes. Milliseconds are kept.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Its last activity; not before <see cref="StartedAt"/>.</summary>
    public required DateTimeOffset EndedAt { get; init; }
}
