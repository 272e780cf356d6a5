using System.Net;
using Microsoft.Extensions.Primitives;

namespace Analytics.Functions.Http;

/// <summary>
/// Whose request it is. Used for one salted hash and for rules about addresses, then forgotten: it is never stored and never logged.
/// </summary>
public static class ClientAddress
{
    /// <summary>Hops looked at, from the nearest: a longer chain is forged.</summary>
    private const int MostHops = 32;

    /// <summary>The client's address from a request of Kestrel or Lambda; null where the connection has none (a Unix socket).</summary>
    /// <param name="request">Its connection's address and its headers.</param>
    /// <param name="proxies">Who may name another.</param>
    /// <param name="throughCloudFront">The request carried the distribution's secret, so that CloudFront wrote its viewer headers.</param>
    public static IPAddress? Of(HttpRequest request, TrustedProxies proxies, bool throughCloudFront = false) =>
        Find(request.HttpContext.Connection.RemoteIpAddress, request.Headers["X-Forwarded-For"],
            throughCloudFront ? request.Headers["CloudFront-Viewer-Address"] : default, proxies);

    /// <summary>
    /// CloudFront's word if it is given, else the nearest hop that is not a trusted proxy: what lies beyond it is only what that hop
    /// claims. A hop that cannot be read ends the walk, and the proxy that passed it on stands for the client.
    /// </summary>
    /// <param name="peer">The other end of the connection.</param>
    /// <param name="forwardedFor">X-Forwarded-For, each value a list of hops, the nearest last.</param>
    /// <param name="viewerAddress">CloudFront-Viewer-Address, only of a request that is known to come through CloudFront: any other
    /// proxy hands it on as the client wrote it.</param>
    /// <param name="proxies">Who may name another.</param>
    public static IPAddress? Find(IPAddress? peer, StringValues forwardedFor, StringValues viewerAddress, TrustedProxies proxies)
    {
        if (viewerAddress.Count == 1 && AddressText.TryParseViewer(viewerAddress[0], out IPAddress? viewer))
        {
            return viewer;
        }

        IPAddress? client = peer is { IsIPv4MappedToIPv6: true } ? peer.MapToIPv4() : peer;
        int hops = 0;
        for (int i = forwardedFor.Count - 1; i >= 0; i--)
        {
            ReadOnlySpan<char> rest = forwardedFor[i];
            while (!rest.IsEmpty)
            {
                if (client is null || !proxies.Contains(client) || ++hops > MostHops)
                {
                    return client;
                }

                int comma = rest.LastIndexOf(',');
                if (!AddressText.TryParseHop(rest[(comma + 1)..], out IPAddress? hop))
                {
                    return client;
                }

                client = hop;
                rest = comma < 0 ? default : rest[..comma];
            }
        }

        return client;
    }
}
