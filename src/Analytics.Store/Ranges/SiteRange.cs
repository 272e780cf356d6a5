using Analytics.Store.Calendars;

namespace Analytics.Store.Ranges;

/// <summary>A span of time at a site.</summary>
public sealed record SiteRange
{
    /// <summary>The site; 1 to 64 characters of A–Z a–z 0–9 - _ .</summary>
    public required string SiteId { get; init; }

    /// <summary>The first instant.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>The first instant after the span; not before <see cref="Start"/>.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>How the site counts its days: that with which its events were recorded. Default UTC.</summary>
    public SiteCalendar Calendar { get; init; } = SiteCalendar.Utc;

    /// <summary>How many shards the site's days have. Default 1.</summary>
    public int WriteShards { get; init; } = 1;
}
