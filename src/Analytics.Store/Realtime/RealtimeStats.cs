namespace Analytics.Store.Realtime;

/// <summary>What a library user counted at a site in one minute. The product's own live view reads events instead.</summary>
public sealed record RealtimeStats
{
    /// <summary>The site; 1 to 64 characters of A–Z a–z 0–9 - _ .</summary>
    public required string SiteId { get; init; }

    /// <summary>Any instant of the minute; kept as <c>yyyy-MM-ddTHH:mm</c> in UTC.</summary>
    public required DateTimeOffset Minute { get; init; }

    /// <summary>Visitors active in the minute; not negative.</summary>
    public int CurrentVisitors { get; init; }

    /// <summary>Page views in the minute; not negative.</summary>
    public int PageViews { get; init; }

    /// <summary>Path to visitors there; at most 100 paths.</summary>
    public IReadOnlyDictionary<string, int> ActivePages { get; init; } = new Dictionary<string, int>();

    /// <summary>When it expires. Default ten minutes after the minute.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
