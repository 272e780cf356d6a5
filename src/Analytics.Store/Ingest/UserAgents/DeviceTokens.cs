using Analytics.Store.Events;

namespace Analytics.Store.Ingest.UserAgents;

/// <summary>The class of a device by the words that browsers put into their user agents.</summary>
internal static class DeviceTokens
{
    // Before all else: those of LG say "Web0S", as phones did, and some say "Android".
    private static readonly string[] Televisions = ["SmartTV", "SMART-TV", "Smart-TV", "HbbTV", "AppleTV", "GoogleTV", "Android TV", "BRAVIA", "CrKey", "NetCast", "; AFT", "TV Safari"];

    // Browsers of iOS alone: with "Macintosh" they run on an iPad, which asks for pages as a Mac does.
    private static readonly string[] OfIos = ["CriOS/", "FxiOS/", "EdgiOS/"];

    private static readonly string[] Tablets = ["iPad", "Tablet", "Kindle", "Silk/", "PlayBook", "Nexus 7", "Nexus 9", "Nexus 10", "SM-T", "GT-P"];
    private static readonly string[] Phones =
        ["Mobi", "iPhone", "iPod", "Windows Phone", "BlackBerry", "BB10", "Opera Mini", "Opera Mobi", "Symbian", "Nokia", "webOS", "MIDP", "UCWEB", "(Phone;"];

    private static readonly string[] Desks =
        ["Windows", "Macintosh", "X11", "Linux", "CrOS", "(PC;", "Tizen", "PlayStation", "Xbox", "Nintendo", "FreeBSD", "OpenBSD"];

    public static DeviceType Of(string userAgent)
    {
        if (Has(userAgent, Televisions))
        {
            return DeviceType.Desktop;
        }

        if (Has(userAgent, Tablets) || (userAgent.Contains("Macintosh", StringComparison.Ordinal) && Has(userAgent, OfIos)))
        {
            return DeviceType.Tablet;
        }

        if (Has(userAgent, Phones))
        {
            return DeviceType.Mobile;
        }

        // Google asks makers to say "Mobile" on phones only: an Android without it is a tablet, but for televisions.
        return userAgent.Contains("Android", StringComparison.Ordinal)
            ? userAgent.Contains("TV", StringComparison.Ordinal) ? DeviceType.Desktop : DeviceType.Tablet
            : Has(userAgent, Desks) ? DeviceType.Desktop : DeviceType.Unknown;
    }

    private static bool Has(string userAgent, string[] words)
    {
        foreach (string word in words)
        {
            if (userAgent.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
