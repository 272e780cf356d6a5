using Analytics.Store.Accounts;
using Analytics.Store.Calendars;
using Analytics.Store.Drops;
using Analytics.Store.Erasures;
using Analytics.Store.Events;
using Analytics.Store.Pages;
using System.Text.RegularExpressions;
using Analytics.Store.Days;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Tests.Table;

/// <summary>The patterns that policies name, held to the keys that the store writes.</summary>
public sealed class PartitionPatternsTests
{
    private static readonly SiteId Site = SiteId.Parse("my.site_1");
    private static readonly LocalDay Day = LocalDay.Parse("2026-11-02");

    public static TheoryData<string, string[]> Partitions => new()
    {
        { SiteKeys.Partition(Site), [PartitionPatterns.Site] },
        { RawKeys.RawPartition(Site, Day, 3), [PartitionPatterns.Site, PartitionPatterns.OfSite, PartitionPatterns.RawEvents] },
        { DayKeys.DaysPartition(Site), [PartitionPatterns.Site, PartitionPatterns.OfSite, PartitionPatterns.Days] },
        { DayKeys.BlocksPartition(Site, Day), [PartitionPatterns.Site, PartitionPatterns.OfSite, PartitionPatterns.Blocks] },
        { PageKeys.RollupPartition(Site, PageKeys.PageDimension), [PartitionPatterns.Site, PartitionPatterns.OfSite, PartitionPatterns.Rollups] },
        { DropKeys.DropsPartition(Site), [PartitionPatterns.Site, PartitionPatterns.OfSite, PartitionPatterns.Drops] },
        { ErasureKeys.ErasedVisitorsPartition(Site, Day), [PartitionPatterns.Site, PartitionPatterns.OfSite, PartitionPatterns.ErasedVisitors] },
        { SiteKeys.Host("evil#BLOCKS#.example.com").Partition, [PartitionPatterns.Hosts] },
        { AccountKeys.User("SITE#x@example.com").Partition, [PartitionPatterns.Users] },
        { AccountKeys.ApiKey("0123").Partition, [PartitionPatterns.ApiKeys] },
        { AccountKeys.Login("0123").Partition, [PartitionPatterns.Logins] },
        { AccountKeys.LoginAttempts("0123").Partition, [PartitionPatterns.Logins] },
        { DayKeys.MarkerPartition(7), [PartitionPatterns.Markers] },
        { SiteKeys.JobsPartition, [PartitionPatterns.Jobs] },
    };

    [Theory, MemberData(nameof(Partitions))]
    public void A_partition_matches_its_patterns_and_no_other(string partition, string[] patterns) =>
        Assert.Equal(patterns.Order(StringComparer.Ordinal), All.Where(pattern => Matches(pattern, partition)).Order(StringComparer.Ordinal));

    private static IEnumerable<string> All => typeof(PartitionPatterns).GetFields().Select(pattern => (string)pattern.GetRawConstantValue()!);

    // As IAM compares: a star is any text.
    private static bool Matches(string pattern, string text) => Regex.IsMatch(text, "^" + Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal) + "$");
}
