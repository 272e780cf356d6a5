using System.Collections.Frozen;

namespace Analytics.Store.Ingest.UserAgents;

/// <summary>uap-core's families under the names by which people know them: one browser is one row, on a phone as on a desk.</summary>
internal static class FamilyNames
{
    private static readonly FrozenDictionary<string, string> Browsers = new Dictionary<string, string>
    {
        ["Mobile Safari"] = "Safari",
        ["Mobile Safari UI/WKWebView"] = "Mobile App",
        ["Chrome Mobile"] = "Chrome",
        ["Chrome Mobile iOS"] = "Chrome",
        ["Chrome Mobile WebView"] = "Mobile App",
        ["Android"] = "Android Browser",
        ["HeadlessChrome"] = "Headless Chrome",
        ["Firefox Mobile"] = "Firefox",
        ["Firefox iOS"] = "Firefox",
        ["Firefox Focus"] = "Firefox Focus",
        ["Edge Mobile"] = "Edge",
        ["Opera Mobile"] = "Opera",
        ["Opera Touch"] = "Opera",
        ["Opera Mini"] = "Opera Mini",
        ["IE"] = "Internet Explorer",
        ["IE Mobile"] = "Internet Explorer",
        ["Samsung Internet"] = "Samsung Browser",
        ["Yandex Browser"] = "Yandex Browser",
        ["UC Browser"] = "UC Browser",
        ["QQ Browser"] = "QQ Browser",
        ["QQ Browser Mobile"] = "QQ Browser",
        ["Amazon Silk"] = "Silk",
        ["DuckDuckGo Mobile"] = "DuckDuckGo",
        ["Brave"] = "Brave",
        ["Instagram"] = "Instagram",
        ["Facebook"] = "Facebook",
        ["MiuiBrowser"] = "MIUI Browser",
        ["Huawei Browser"] = "Huawei Browser",
        ["Google"] = "Google App",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Systems = new Dictionary<string, string>
    {
        ["Mac OS X"] = "macOS",
        ["Mac OS"] = "macOS",
        ["Chrome OS"] = "Chrome OS",
        ["Windows Phone"] = "Windows Phone",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Distributions that name themselves are one family: few do, so the split would tell little and single out some.
    private static readonly FrozenSet<string> LinuxDistributions = new[]
    {
        "Linux", "Ubuntu", "Debian", "Fedora", "Red Hat", "CentOS", "SUSE", "Gentoo", "Arch Linux", "Mint", "Linux Mint", "Mandriva",
        "Slackware", "Kubuntu", "Xubuntu", "Lubuntu", "PCLinuxOS", "Puppy", "VectorLinux", "Mageia", "openSUSE",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static string Browser(string family) => Browsers.GetValueOrDefault(family, family);

    public static string System(string family) => LinuxDistributions.Contains(family) ? "GNU/Linux" : Systems.GetValueOrDefault(family, family);
}
