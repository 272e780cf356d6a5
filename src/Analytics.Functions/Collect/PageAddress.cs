using System.Diagnostics.CodeAnalysis;
using Analytics.Functions.Wire;

namespace Analytics.Functions.Collect;

/// <summary>The address of an event's page, for protocols that send it in parts.</summary>
internal static class PageAddress
{
    /// <summary>Reads an address of http or https, or a path (with query and fragment) of the host.</summary>
    /// <param name="text">The address or the path; empty for the host's first page.</param>
    /// <param name="host">The host of a path, with or without a port: <c>example.com</c>.</param>
    /// <param name="url">Null where the two make no address with a path of at most 2,000 characters.</param>
    public static bool TryParse(string? text, string host, [NotNullWhen(true)] out Uri? url)
    {
        text ??= "";
        string whole = IsWeb(text) ? text : $"https://{host}{(text.Length > 0 && text[0] is '/' or '?' or '#' ? "" : "/")}{text}";
        return Uri.TryCreate(whole, UriKind.Absolute, out url) && PagePath.Fits(url);
    }

    /// <summary>Whether it is an address by itself.</summary>
    public static bool IsWeb(string text) =>
        text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    /// <summary>The host of the page that sends: of <c>Origin</c>, else of <c>Referer</c>; null if the browser sends neither.</summary>
    public static string? SendingHost(HttpRequest request) =>
        HostOf(request.Headers.Origin) ?? HostOf(request.Headers.Referer);

    private static string? HostOf(string? address) =>
        address is { Length: <= 4096 } && IsWeb(address) && Uri.TryCreate(address, UriKind.Absolute, out Uri? url) ? url.Host : null;
}
