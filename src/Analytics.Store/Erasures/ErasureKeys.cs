using Analytics.Store.Calendars;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Erasures;

/// <summary>Erasures, and whom they found.</summary>
internal static class ErasureKeys
{
    public const string ErasurePrefix = "ERASURE#";

    public static ItemKey Erasure(SiteId site, ErasureId erasure) => new(SiteKeys.Partition(site), ErasurePrefix + erasure.Value);

    /// <summary>Visitors of a day that were erased with somebody; <paramref name="part"/> is any text that no other writer uses.</summary>
    public static ItemKey ErasedVisitors(SiteId site, LocalDay day, ErasureId erasure, string part) =>
        new(ErasedVisitorsPartition(site, day), $"{erasure.Value}#{part}");

    /// <summary>Which events of a day an erasure by filter takes: stored last, so that it is complete.</summary>
    public static ItemKey Matches(SiteId site, LocalDay day, ErasureId erasure) => new(ErasedVisitorsPartition(site, day), $"{erasure.Value}#MATCHES");

    /// <summary>Events that an erasure takes out of a neighbour, and of which the day holds copies.</summary>
    public static ItemKey MatchesBeside(SiteId site, LocalDay day, ErasureId erasure, LocalDay neighbour, int part) =>
        new(ErasedVisitorsPartition(site, day), FormattableString.Invariant($"{erasure.Value}#BESIDE#{neighbour}#{part}"));

    public static string ErasedVisitorsPartition(SiteId site, LocalDay day) => $"{SiteKeys.Partition(site)}#ERASED#{day}";

    /// <summary>In the salts table: what the names of erased people are hashed under.</summary>
    public static ItemKey ErasureSecret(SiteId site) => new("SALT#" + site.Value, "ERASURES");
}
