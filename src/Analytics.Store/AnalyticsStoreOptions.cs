using Analytics.Store.Sites;

namespace Analytics.Store;

/// <summary>How an <see cref="AnalyticsStore"/> writes. Immutable.</summary>
public sealed record AnalyticsStoreOptions
{
    /// <summary>The DynamoDB table; 3 to 255 characters of A–Z a–z 0–9 - _ .</summary>
    public required string TableName { get; init; }

    /// <summary>Whether items expire. Default true.</summary>
    public bool UseTtl { get; init; } = true;

    /// <summary>
    /// How long raw events live, counted from their receipt. Default 30 days; at least 3. Where a command is given a site that has
    /// <see cref="SiteSettings.RawRetentionDays"/>, that counts.
    /// </summary>
    public TimeSpan RawEventTtl { get; init; } = RawRetention.Usual;

    /// <summary>How long sessions live, counted from their end. Default 365 days; at least 1.</summary>
    public TimeSpan SessionTtl { get; init; } = TimeSpan.FromDays(365);
}
