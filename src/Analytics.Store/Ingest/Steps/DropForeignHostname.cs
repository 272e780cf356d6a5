using Analytics.Store.Drops;

namespace Analytics.Store.Ingest.Steps;

/// <summary>Only the site's own host names and their subdomains count, so that nobody who copies the snippet fills the numbers.</summary>
internal static class DropForeignHostname
{
    public static DropReason? Apply(EventDraft draft) =>
        !draft.Settings.CheckHostnames || draft.Hit.Site.Domains.Any(domain => IsWithin(draft.Hostname, domain)) ? null : DropReason.Hostname;

    /// <summary>Whether the host is the domain or a subdomain of it.</summary>
    public static bool IsWithin(string hostname, string domain) =>
        hostname.EndsWith(domain, StringComparison.Ordinal)
        && (hostname.Length == domain.Length || hostname[hostname.Length - domain.Length - 1] == '.');
}
