namespace Analytics.Store;

/// <summary>A custom event, as a library user records and reads it. Immutable.</summary>
public sealed record CustomEvent
{
    /// <summary>Names the event; the same id counts once in a site. 1 to 64 characters of A–Z a–z 0–9 - _ .</summary>
    public required string Id { get; init; }

    /// <summary>The site; same alphabet.</summary>
    public required string SiteId { get; init; }

    /// <summary>The anonymous visitor: that of <see cref="AnalyticsStore.HashVisitorId"/>, or any text of at most 200 characters.</summary>
    public required string VisitorId { get; init; }

    /// <summary>The session as the caller counts it; at most 200 characters.</summary>
    public required string SessionId { get; init; }

    /// <summary>1 to 120 characters, neither <c>pageview</c> nor <c>engagement</c>.</summary>
    public required string Name { get; init; }

    /// <summary>A group of events.</summary>
    public string? Category { get; init; }

    /// <summary>A number that came with it; no currency.</summary>
    public decimal? Value { get; init; }

    /// <summary>At most 30, names at most 300 and values at most 2,000 characters.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    /// <summary>The page's path. Default <c>/</c>.</summary>
    public string Path { get; init; } = "/";

    /// <summary>The page's host name. Default none.</summary>
    public string Hostname { get; init; } = "";

    /// <summary>When it happened; milliseconds are kept.</summary>
    public required DateTimeOffset Timestamp { get; init; }
}
