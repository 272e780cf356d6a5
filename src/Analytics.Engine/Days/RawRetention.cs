using Analytics.Store.Sites;

namespace Analytics.Engine.Days;

/// <summary>How long a site's raw events are kept, from their receipt.</summary>
public static class RawRetention
{
    private static readonly TimeSpan Default = TimeSpan.FromDays(30);

    /// <summary>The setting <c>rawRetentionDays</c>; default 30 days.</summary>
    public static TimeSpan Of(Site site)
    {
        ArgumentNullException.ThrowIfNull(site);
        return site.Settings.RawRetentionDays is { } days ? TimeSpan.FromDays(days) : Default;
    }
}
