using Analytics.Store.Sites;

namespace Analytics.Engine;

/// <summary>How long a site's raw events are kept, from their receipt.</summary>
internal static class RawRetention
{
    private static readonly TimeSpan Default = TimeSpan.FromDays(30);

    public static TimeSpan Of(Site site) => site.Settings.RawRetentionDays is { } days ? TimeSpan.FromDays(days) : Default;
}
