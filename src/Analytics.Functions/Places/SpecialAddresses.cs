using System.Net;
using System.Net.Sockets;

namespace Analytics.Functions.Places;

/// <summary>
/// Addresses that are nowhere: private, loopback, link-local, shared by carriers, of documentation, benchmarks and groups. Databases that
/// are made from registries give countries to some of them.
/// </summary>
/// <remarks>Source: IANA's registries of special-purpose addresses. Of IPv6 only 2000::/3 is given to anybody.</remarks>
internal static class SpecialAddresses
{
    private static readonly IPNetwork Given = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] Networks =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "2001:2::/48", "2001:10::/28", "2001:20::/28", "2001:db8::/32", "3fff::/20",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    /// <param name="address">An IPv4 address, or an IPv6 address that is none of IPv4.</param>
    public static bool Contain(IPAddress address) =>
        (address.AddressFamily == AddressFamily.InterNetworkV6 && !Given.Contains(address)) || Array.Exists(Networks, network => network.Contains(address));
}
