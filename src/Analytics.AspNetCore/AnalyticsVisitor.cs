using System.Net;
using System.Net.Sockets;

namespace Analytics.AspNetCore;

/// <summary>
/// Whose event it is: somebody whom the application knows by a name of its own, or a browser at an address. The server hashes either at
/// once, with a secret that it destroys after a day. Not a record: a record would print an address.
/// </summary>
public sealed class AnalyticsVisitor
{
    private const int MaxUserAgent = 4096;

    private AnalyticsVisitor()
    {
    }

    internal string? Id { get; private init; }

    internal string? Address { get; private init; }

    internal string? UserAgent { get; private init; }

    internal BrowserHints? Hints { get; init; }

    /// <summary>Somebody whom the application recognises itself. No user agent is judged: the application says that it is no bot.</summary>
    /// <param name="id">1 to 200 characters, the same for all events of one visitor; no address of mail, and nothing that names a person.</param>
    /// <exception cref="ArgumentException">Empty or longer.</exception>
    public static AnalyticsVisitor Known(string id) => string.IsNullOrEmpty(id) || id.Length > 200
        ? throw new ArgumentException("Must be 1 to 200 characters.", nameof(id))
        : new AnalyticsVisitor { Id = id };

    /// <summary>A browser, known by its address and its user agent.</summary>
    /// <param name="address">The client's address; null where it is not known, and then the event is nobody's.</param>
    /// <param name="userAgent">The header as it came; the server drops bots by it, and everything that sends none. Over 4,096 characters it is none.</param>
    public static AnalyticsVisitor At(IPAddress? address, string? userAgent) => Browser(address, userAgent, null);

    internal static AnalyticsVisitor Browser(IPAddress? address, string? userAgent, BrowserHints? hints) => new()
    {
        Address = Text(address),
        UserAgent = userAgent is { Length: > 0 and <= MaxUserAgent } ? userAgent : null,
        Hints = hints,
    };

    // Without the network card that a link-local address may name: the server takes addresses only.
    private static string? Text(IPAddress? address) => address switch
    {
        null => null,
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => new IPAddress(address.GetAddressBytes()).ToString(),
        _ => address.ToString(),
    };
}
