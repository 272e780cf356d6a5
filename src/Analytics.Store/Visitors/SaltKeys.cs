using Analytics.Store.Calendars;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Visitors;

/// <summary>Salts, in a table of their own.</summary>
internal static class SaltKeys
{
    /// <summary>In the salts table, not in the main one.</summary>
    public static ItemKey Salt(SiteId site, LocalDay day) => new(Partition(site), day.ToString());

    /// <summary>The salts of a site, and the secret of its erasures.</summary>
    public static string Partition(SiteId site) => "SALT#" + site.Value;
}
