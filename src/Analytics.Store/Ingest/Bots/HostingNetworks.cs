using System.Collections.Frozen;
using System.Globalization;
using Analytics.Store.Ingest.Lists;

namespace Analytics.Store.Ingest.Bots;

/// <summary>The list of <c>hosting-networks.txt</c>: autonomous systems of hosting providers and clouds.</summary>
internal static class HostingNetworks
{
    private static readonly FrozenSet<long> Networks = ResourceText.Lines("Bots/hosting-networks.txt")
        .Select(line => long.Parse(line.Split(' ', 2)[0], CultureInfo.InvariantCulture)).ToFrozenSet();

    public static bool Contains(long network) => Networks.Contains(network);
}
