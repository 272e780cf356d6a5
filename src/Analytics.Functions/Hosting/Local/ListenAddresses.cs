using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Analytics.Functions.Configuration;

namespace Analytics.Functions.Hosting.Local;

/// <summary>Learns before anything is started whether the addresses to listen on are free.</summary>
public static class ListenAddresses
{
    /// <param name="urls">As Kestrel takes them; port 0 and Unix sockets are not checked.</param>
    /// <exception cref="StartupFailure">One is taken or not allowed; the sentence names a free one.</exception>
    public static void EnsureFree(IEnumerable<string> urls)
    {
        foreach (string url in urls)
        {
            var address = BindingAddress.Parse(url);
            if (address.IsUnixPipe || address.Port == 0)
            {
                continue;
            }

            IPAddress host = address.Host switch
            {
                "localhost" => IPAddress.Loopback,
                _ when IPAddress.TryParse(address.Host.Trim('[', ']'), out IPAddress? given) => given,
                _ => IPAddress.Any, // "*", "+" and any name mean every interface to Kestrel.
            };
            if (Bind(host, address.Port) is { } refusal)
            {
                throw Taken(url, address, host, refusal);
            }
        }
    }

    private static StartupFailure Taken(string url, BindingAddress address, IPAddress host, SocketException refusal)
    {
        string remedy = string.Create(CultureInfo.InvariantCulture, $"ASPNETCORE_URLS={address.Scheme}://{address.Host}:{FreePort(host, address.Port)}");
        return new StartupFailure(refusal.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse => $"{url} is already in use, perhaps by another copy of this program: stop that one, or start this one with {remedy}.",
            SocketError.AccessDenied => $"This user may not listen on {url}: start with {remedy}.",
            SocketError.AddressNotAvailable => $"{url} is not an address of this machine: start with ASPNETCORE_URLS={Settings.DefaultUrl}.",
            _ => $"{url} cannot be listened on ({refusal.SocketErrorCode}): start with {remedy}.",
        }, refusal);
    }

    /// <summary>The next port that is free, so that the remedy works; ports that need no privilege.</summary>
    private static int FreePort(IPAddress host, int taken)
    {
        int first = taken < 1024 ? 5080 : taken + 1;
        for (int port = first; port < Math.Min(first + 100, 65536); port++)
        {
            if (Bind(host, port) is null)
            {
                return port;
            }
        }

        return 0;
    }

    private static SocketException? Bind(IPAddress host, int port)
    {
        try
        {
            using var listener = new TcpListener(host, port);
            listener.Start();
            return null;
        }
        catch (SocketException refusal)
        {
            return refusal;
        }
    }
}
