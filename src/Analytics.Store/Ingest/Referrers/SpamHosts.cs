using System.Collections.Frozen;
using Analytics.Store.Ingest.Lists;

namespace Analytics.Store.Ingest.Referrers;

/// <summary>The list of <c>spam-hosts.txt</c>.</summary>
internal static class SpamHosts
{
    private static readonly FrozenSet<string> Hosts = ResourceText.Lines("Referrers/spam-hosts.txt").ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether the host or a domain above it is listed.</summary>
    public static bool Contains(string host)
    {
        for (string domain = host; ; domain = domain[(domain.IndexOf('.', StringComparison.Ordinal) + 1)..])
        {
            if (Hosts.Contains(domain))
            {
                return true;
            }

            if (!domain.Contains('.', StringComparison.Ordinal))
            {
                return false;
            }
        }
    }
}
