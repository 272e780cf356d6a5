using Analytics.Store.Inputs;
using Analytics.Store.Table;

namespace Analytics.Store.Sites;

/// <summary>A site, the names that it claims, its place in its owner's list, and its jobs.</summary>
internal static class SiteKeys
{
    public static ItemKey Site(SiteId site) => new(Partition(site), SiteSort);

    public const string SiteSort = "SITE";

    private const string SitePrefix = "SITE#";

    public static string Partition(SiteId site) => site.Value.Length > 0
        ? SitePrefix + site.Value
        : throw new AnalyticsInputException("siteId", SafeId.Rule);

    /// <summary>The id of the site that a partition belongs to.</summary>
    public static string IdOf(string partition) => partition[SitePrefix.Length..];

    public static ItemKey Host(string hostname) => new("HOST#" + KeyText.Escape(hostname), "HOST");

    public static ItemKey SiteByOwner(string ownerId, SiteId site) => new(OwnerPartition(ownerId), SitePrefix + site.Value);

    public static string OwnerPartition(string ownerId) => "OWNER#" + KeyText.Escape(ownerId);

    /// <summary>What is left to do for a site, beyond one day: all in one partition, for it is little and looked at every minute.</summary>
    public static ItemKey Job(SiteId site, string task) => new(JobsPartition, $"{site.Value}#{task}");

    public const string JobsPartition = "JOBS";
}
