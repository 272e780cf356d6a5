using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Analytics.Store.Events;

namespace Analytics.Store.Ingest.UserAgents;

/// <summary>
/// Adds what client hints tell to what a user agent tells: Chromium's browsers all call themselves Chrome there, and no longer say which
/// Windows or macOS they run on.
/// </summary>
internal static partial class HintedClient
{
    private const int MaxLength = 500;
    private const string Headless = "HeadlessChrome";

    private static readonly FrozenDictionary<string, string> Brands = new Dictionary<string, string>
    {
        ["Google Chrome"] = "Chrome",
        ["Microsoft Edge"] = "Edge",
        ["Opera"] = "Opera",
        ["Opera GX"] = "Opera",
        ["Brave"] = "Brave",
        ["Vivaldi"] = "Vivaldi",
        ["Samsung Internet"] = "Samsung Browser",
        ["YaBrowser"] = "Yandex Browser",
        ["Yandex"] = "Yandex Browser",
        ["DuckDuckGo"] = "DuckDuckGo",
        ["Android WebView"] = "Mobile App",
        ["Whale"] = "Whale",
        ["Norton Secure Browser"] = "Norton Secure Browser",
        ["Avast Secure Browser"] = "Avast Secure Browser",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether the browser says that nobody looks at it.</summary>
    public static bool IsHeadless(ClientHints hints) => hints.Brands?.Contains(Headless, StringComparison.Ordinal) == true;

    public static ParsedUserAgent Of(ParsedUserAgent parsed, ClientHints hints)
    {
        (string Name, string Version)? brand = parsed.Browser is "Chrome" or null ? BrandOf(hints.Brands) : null;
        string? system = SystemOf(parsed.Os, hints.PlatformVersion);
        return parsed with
        {
            Browser = brand?.Name ?? parsed.Browser,
            BrowserVersion = brand is { } b && (b.Name != parsed.Browser || b.Version.Contains('.', StringComparison.Ordinal)) ? TwoParts(b.Version) : parsed.BrowserVersion,
            OsVersion = system ?? parsed.OsVersion,
            Device = hints.IsMobile == true && parsed.Device is (DeviceType.Unknown or DeviceType.Desktop) ? DeviceType.Mobile : parsed.Device,
        };
    }

    private static (string Name, string Version)? BrandOf(string? brands)
    {
        if (brands is not { Length: > 0 and <= MaxLength })
        {
            return null;
        }

        foreach (Match brand in Brand().Matches(brands))
        {
            if (Brands.TryGetValue(brand.Groups[1].Value, out string? name))
            {
                return (name, brand.Groups[2].Value);
            }
        }

        return null;
    }

    // Windows counts its hint's versions in its own way: 1 to 10 are releases of Windows 10, from 13 on it is Windows 11.
    // Source: "Detect Windows 11 using client hints" of Microsoft's documentation of Edge.
    private static string? SystemOf(string? system, string? hint)
    {
        string version = hint?.Trim('"') ?? "";
        if (!Version().IsMatch(version))
        {
            return null;
        }

        return system switch
        {
            "Windows" => int.Parse(version.Split('.')[0], CultureInfo.InvariantCulture) switch { >= 13 => "11", >= 1 => "10", _ => null },
            "macOS" or "Android" or "Chrome OS" => TwoParts(version),
            _ => null,
        };
    }

    private static string TwoParts(string version) => version.Split('.') is [var major, var minor, ..] ? $"{major}.{minor}" : version + ".0";

    [GeneratedRegex(@"""([^""]{1,60})"";\s*v=""([0-9]{1,5}(?:\.[0-9]{1,6}){0,3})""", RegexOptions.CultureInvariant)]
    private static partial Regex Brand();

    [GeneratedRegex(@"^[0-9]{1,4}(?:\.[0-9]{1,6}){0,3}$", RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}
