using System.Net;
using Analytics.Store.Events;

namespace Analytics.Functions.Hosting;

/// <summary>
/// What the request itself tells of the visitor. Forwarded addresses and places count only from a proxy that is trusted.
/// </summary>
internal sealed class RequestOrigin(TrustedProxies proxies)
{
    public IPAddress? Address(HttpRequest request) => ClientAddress.Of(request, proxies);

    public Place Place(HttpRequest request)
    {
        if (request.HttpContext.Connection.RemoteIpAddress is not { } peer || !proxies.Contains(peer))
        {
            return Store.Events.Place.Unknown;
        }

        string? country = Header(request, "CloudFront-Viewer-Country");
        string? region = Header(request, "CloudFront-Viewer-Country-Region");
        return country is { Length: 2 } && country.All(char.IsAsciiLetter) && country is not ("ZZ" or "XX" or "T1")
            ? new Place(
                country.ToUpperInvariant(),
                region is { Length: >= 1 and <= 3 } && region.All(char.IsAsciiLetterOrDigit) ? $"{country}-{region}".ToUpperInvariant() : null,
                Header(request, "CloudFront-Viewer-City") is { Length: <= 100 } city ? WebUtility.UrlDecode(city) : null)
            : Store.Events.Place.Unknown;
    }

    public static string? UserAgent(HttpRequest request) => Header(request, "User-Agent");

    public static string? Language(HttpRequest request) => Header(request, "Accept-Language");

    public static string? Purpose(HttpRequest request) => Header(request, "Sec-Purpose") ?? Header(request, "Purpose") ?? Header(request, "X-Moz");

    private static string? Header(HttpRequest request, string name) =>
        request.Headers.TryGetValue(name, out var values) && values.ToString() is { Length: > 0 and <= 4096 } text ? text : null;
}
