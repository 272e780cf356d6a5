using System.Diagnostics.CodeAnalysis;
using System.Net;
using Analytics.Store.Sites;

namespace Analytics.Functions.Http;

/// <summary>The addresses whose word about the client's address counts.</summary>
public sealed class TrustedProxies
{
    private readonly IPNetwork[] _networks;

    private TrustedProxies(IPNetwork[] networks) => _networks = networks;

    /// <summary>No proxy is trusted: the caller is the client.</summary>
    public static TrustedProxies None { get; } = new([]);

    /// <summary>127.0.0.0/8 and ::1: a proxy on the same machine.</summary>
    public static TrustedProxies Loopback => new([new IPNetwork(new IPAddress([127, 0, 0, 0]), 8), new IPNetwork(IPAddress.IPv6Loopback, 128)]);

    /// <summary>Reads addresses and CIDR ranges, divided by commas or spaces; <c>none</c> stands for <see cref="None"/>.</summary>
    /// <param name="text">For example <c>10.0.0.0/8, ::1</c>.</param>
    /// <param name="proxies">Null when the text cannot be used.</param>
    /// <param name="wrong">The first part that cannot be used.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out TrustedProxies? proxies, [NotNullWhen(false)] out string? wrong)
    {
        (proxies, wrong) = (null, null);
        if (text.Trim() is "none")
        {
            proxies = None;
            return true;
        }

        var networks = new List<IPNetwork>();
        foreach (string part in text.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (AddressText.TryParse(part, out IPAddress? one))
            {
                networks.Add(new IPNetwork(one, one.GetAddressBytes().Length * 8));
            }
            else if (AddressRule.IsValid(part) && IPNetwork.TryParse(part, out IPNetwork range))
            {
                networks.Add(range);
            }
            else
            {
                wrong = part;
                return false;
            }
        }

        if (networks.Count == 0)
        {
            wrong = text;
            return false;
        }

        proxies = new TrustedProxies([.. networks]);
        return true;
    }

    /// <summary>True for an address in one of the ranges; an IPv4 address mapped into IPv6 is the IPv4 address.</summary>
    public bool Contains(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        foreach (IPNetwork network in _networks)
        {
            if (network.Contains(address))
            {
                return true;
            }
        }

        return false;
    }
}
