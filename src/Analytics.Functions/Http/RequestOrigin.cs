using System.Globalization;
using System.Net;
using Analytics.Functions.Places;
using Analytics.Store.Events;

namespace Analytics.Functions.Http;

/// <summary>
/// What the request itself says about the visitor. An address counts from a proxy that is trusted, or from the distribution that said its
/// secret. A place counts from that distribution, or from a proxy in the header that the owner named: any other header a proxy may hand on
/// as the visitor wrote it.
/// </summary>
/// <param name="proxies">Who is trusted.</param>
/// <param name="countryHeader">The header in which they say the visitor's country; null for none.</param>
internal sealed class RequestOrigin(TrustedProxies proxies, string? countryHeader = null)
{
    public IPAddress? Address(HttpRequest request) => ClientAddress.Of(request, proxies, ThroughCloudFront.Is(request));

    /// <summary>Who called, whatever it says of others: the other end of the connection, or CloudFront's.</summary>
    public static IPAddress? Caller(HttpRequest request) => ClientAddress.Of(request, TrustedProxies.None, ThroughCloudFront.Is(request));

    public Place Place(HttpRequest request) =>
        ThroughCloudFront.Is(request)
            ? PlaceText.Read(
                Header(request, "CloudFront-Viewer-Country"),
                Header(request, "CloudFront-Viewer-Country-Region"),
                WebUtility.UrlDecode(Header(request, "CloudFront-Viewer-City")))
            : request.HttpContext.Connection.RemoteIpAddress is { } peer && proxies.Contains(peer) ? PlaceByHeader(request) : Store.Events.Place.Unknown;

    /// <summary>The country in the header that the owner named, of a sender that is trusted already.</summary>
    public Place PlaceByHeader(HttpRequest request) =>
        countryHeader is null ? Store.Events.Place.Unknown : PlaceText.Read(Header(request, countryHeader), null, null);

    /// <summary>The autonomous system of the client's address, as CloudFront reports it; null where it does not.</summary>
    public static long? Network(HttpRequest request) =>
        ThroughCloudFront.Is(request)
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

    private static string? Header(HttpRequest request, string name) =>
        request.Headers.TryGetValue(name, out var values) && values.ToString() is { Length: > 0 and <= 4096 } text ? text : null;
}
