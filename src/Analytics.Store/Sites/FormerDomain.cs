using System.Globalization;

namespace Analytics.Store.Sites;

/// <summary>
/// A domain that a site had and no longer has. For 72 hours it goes on naming the site, and its pages count, so that a site can be renamed
/// while its pages still carry the snippet of before; then it is free. Sites of other accounts cannot take it before.
/// </summary>
/// <param name="Domain">The host name, as it was among the domains.</param>
/// <param name="Until">When it is free.</param>
public sealed record FormerDomain(string Domain, DateTimeOffset Until)
{
    /// <summary>How long it is heard: as long as Plausible hears one.</summary>
    internal static readonly TimeSpan Heard = TimeSpan.FromHours(72);

    /// <summary>A site that is changed, with what it gives up by the change, and what it gave up before and did not take back.</summary>
    internal static Site Over(Site before, Site after)
    {
        HashSet<string> claimed = [.. after.Claims()];
        return after with
        {
            FormerDomains =
            [
                .. before.FormerDomains.Where(former => former.Until > after.UpdatedAt && !claimed.Contains(former.Domain) && !before.Domains.Contains(former.Domain, StringComparer.Ordinal)),
                .. before.Domains.Where(domain => !claimed.Contains(domain)).Select(domain => new FormerDomain(domain, after.UpdatedAt + Heard)),
            ],
        };
    }

    internal string ToText() => string.Create(CultureInfo.InvariantCulture, $"{Until.ToUnixTimeMilliseconds()} {Domain}");

    internal static FormerDomain Read(string text)
    {
        string[] parts = text.Split(' ', 2);
        return new FormerDomain(parts[1], DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(parts[0], CultureInfo.InvariantCulture)));
    }
}
