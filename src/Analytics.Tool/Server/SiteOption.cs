using System.CommandLine;

namespace Analytics.Tool.Server;

/// <summary><c>--site</c>: an id, a domain or an alias.</summary>
internal static class SiteOption
{
    public static Option<string> Create() => new("--site") { Description = "The site: its id, a domain or an alias.", HelpName = "SITE", Required = true };

    /// <summary>The path of the site in the API.</summary>
    public static string PathOf(string site) => "api/v2/sites/" + Uri.EscapeDataString(site);
}
