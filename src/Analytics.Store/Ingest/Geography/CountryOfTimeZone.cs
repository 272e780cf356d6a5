using System.Collections.Frozen;
using Analytics.Store.Ingest.Lists;

namespace Analytics.Store.Ingest.Geography;

/// <summary>The country of a time zone: a browser sends its zone, which says the country where neither a sender nor the address does.</summary>
internal static class CountryOfTimeZone
{
    private static readonly FrozenDictionary<string, string> Countries = ResourceText.Lines("Geography/time-zones.txt")
        .Select(line => line.Split(' ', 2))
        .ToFrozenDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);

    /// <summary>ISO 3166-1 alpha-2; null for a zone of no country (UTC) or an unknown one.</summary>
    public static string? Find(string? zone) => zone is { Length: <= 64 } ? Countries.GetValueOrDefault(zone) : null;
}
