using System.Globalization;
using System.Net;
using Analytics.Store.Events;

namespace Analytics.Functions.Http;

/// <summary>
/// What the request itself says about the visitor. Forwarded addresses and places count only from a proxy that is trusted, or from the
/// distribution that said its secret.
/// </summary>
internal sealed class RequestOrigin(TrustedProxies proxies)
{
    public IPAddress? Address(HttpRequest request) => ClientAddress.Of(request, proxies, ThroughCloudFront.Is(request));

    public Place Place(HttpRequest request)
    {
        if (!IsBelieved(request))
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

    /// <summary>The autonomous system of the client's address, as the edge network reports it; null where none does.</summary>
    public long? Network(HttpRequest request) =>
        IsBelieved(request)
        && long.TryParse(Header(request, "CloudFront-Viewer-ASN"), NumberStyles.None, CultureInfo.InvariantCulture, out long network) ? network : null;

    /// <summary>Whether the browser asks not to be tracked: Global Privacy Control, or Do Not Track of before.</summary>
    public static bool AsksForPrivacy(HttpRequest request) => Header(request, "Sec-GPC") == "1" || Header(request, "DNT") == "1";

    public static ClientHints Hints(HttpRequest request) => new(
        Header(request, "Sec-CH-UA-Full-Version-List") ?? Header(request, "Sec-CH-UA"),
        Header(request, "Sec-CH-UA-Platform"),
        Header(request, "Sec-CH-UA-Platform-Version"),
        Header(request, "Sec-CH-UA-Mobile") switch { "?1" => true, "?0" => false, _ => null });

    public static string? UserAgent(HttpRequest request) => Header(request, "User-Agent");

    public static string? Language(HttpRequest request) => Header(request, "Accept-Language");

    public static string? Purpose(HttpRequest request) => Header(request, "Sec-Purpose") ?? Header(request, "Purpose") ?? Header(request, "X-Moz");

    private bool IsBelieved(HttpRequest request) =>
        ThroughCloudFront.Is(request) || (request.HttpContext.Connection.RemoteIpAddress is { } peer && proxies.Contains(peer));

    private static string? Header(HttpRequest request, string name) =>
        request.Headers.TryGetValue(name, out var values) && values.ToString() is { Length: > 0 and <= 4096 } text ? text : null;
}
