namespace Analytics.Store.Sites;

/// <summary>How long raw events are kept, counted from their receipt.</summary>
internal static class RawRetention
{
    /// <summary>Where nobody says otherwise: 30 days.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromDays(30);

    /// <summary>The site's setting <c>rawRetentionDays</c>; else <see cref="Usual"/>.</summary>
    public static TimeSpan Of(Site site) => Of(site, Usual);

    /// <summary>The site's setting <c>rawRetentionDays</c>; else <paramref name="usual"/>.</summary>
    public static TimeSpan Of(Site site, TimeSpan usual) => site.Settings.RawRetentionDays is { } days ? TimeSpan.FromDays(days) : usual;
}
