using System.Globalization;
using Analytics.Store.Days;
using Analytics.Store.Erasures;
using Analytics.Store.Events;
using Analytics.Store.Funnels;
using Analytics.Store.Goals;
using Analytics.Store.Segments;
using Analytics.Store.Sites;

namespace Analytics.Store.Table;

/// <summary>
/// Every key of the table, in one place; docs/data-model.md lists them with the access patterns they serve. Identifiers are of a safe
/// alphabet, everything else is escaped, so no two entities' keys can meet.
/// </summary>
internal static class Keys
{
    public const string SiteSort = "SITE";
    public const string GoalPrefix = "GOAL#";
    public const string FunnelPrefix = "FUNNEL#";
    public const string SegmentPrefix = "SEGMENT#";
    public const string ErasurePrefix = "ERASURE#";
    public const string JobsPartition = "JOBS";
    public const string PageDimension = "page";

    public static ItemKey Site(SiteId site) => new(SitePartition(site), SiteSort);

    public static ItemKey Goal(SiteId site, GoalId goal) => new(SitePartition(site), GoalPrefix + goal.Value);

    public static ItemKey Funnel(SiteId site, FunnelId funnel) => new(SitePartition(site), FunnelPrefix + funnel.Value);
    public static ItemKey Segment(SiteId site, SegmentId segment) => new(SitePartition(site), SegmentPrefix + segment);

    public static ItemKey Host(string hostname) => new("HOST#" + KeyText.Escape(hostname), "HOST");

    public static ItemKey SiteByOwner(string ownerId, SiteId site) => new(OwnerPartition(ownerId), "SITE#" + site.Value);

    public static string OwnerPartition(string ownerId) => "OWNER#" + KeyText.Escape(ownerId);

    public static ItemKey Raw(SiteId site, LocalDay day, int shard, DateTimeOffset receivedAt, EventId id) =>
        new(RawPartition(site, day, shard), RawSort(receivedAt, id));

    public static string RawPartition(SiteId site, LocalDay day, int shard) =>
        string.Create(CultureInfo.InvariantCulture, $"{SitePartition(site)}#RAW#{day}#{shard}");

    public static string RawSort(DateTimeOffset receivedAt, EventId id) => $"{KeyText.Instant(receivedAt)}#{id.Value}";

    public static ItemKey Session(SiteId site, LocalDay day, DateTimeOffset startedAt, EventId session) =>
        new(SessionPartition(site, day), $"{KeyText.Instant(startedAt)}#{session.Value}");

    public static string SessionPartition(SiteId site, LocalDay day) => $"{SitePartition(site)}#SESSIONS#{day}";

    public static ItemKey Marker(int slice, DateTimeOffset due, SiteId site, LocalDay day) =>
        new(MarkerPartition(slice), $"{KeyText.Minute(due)}#{site.Value}#{day}");

    public static string MarkerPartition(int slice) => string.Create(CultureInfo.InvariantCulture, $"ACTIVE#{slice}");

    public static ItemKey Day(SiteId site, LocalDay day) => new(DaysPartition(site), day.ToString());

    public static string DaysPartition(SiteId site) => SitePartition(site) + "#DAYS";

    /// <summary>The first part of a block.</summary>
    public static ItemKey Block(SiteId site, LocalDay day, string block) => new(BlocksPartition(site, day), block);

    /// <summary>A part of a block: the first has the block's own key.</summary>
    public static ItemKey BlockPart(SiteId site, LocalDay day, string block, int part) => part == 0
        ? Block(site, day, block)
        : new(BlocksPartition(site, day), string.Create(CultureInfo.InvariantCulture, $"{block}#{part}"));

    public static string BlocksPartition(SiteId site, LocalDay day) => $"{SitePartition(site)}#BLOCKS#{day}";

    public static ItemKey Rollup(SiteId site, string dimension, LocalDay day) => new(RollupPartition(site, dimension), day.ToString());

    public static string RollupPartition(SiteId site, string dimension) => $"{SitePartition(site)}#ROLLUPS#{KeyText.Escape(dimension)}";

    /// <summary>How many events of a day were dropped, and why.</summary>
    public static ItemKey Drops(SiteId site, LocalDay day) => new(DropsPartition(site), day.ToString());

    public static string DropsPartition(SiteId site) => SitePartition(site) + "#DROPS";

    /// <summary>How many events the whole deployment has taken on a day in UTC.</summary>
    public static ItemKey Budget(DateOnly day) => new("BUDGET", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public static ItemKey Realtime(SiteId site, DateTimeOffset minute) => new(RealtimePartition(site), RealtimeSort(minute));

    public static string RealtimePartition(SiteId site) => SitePartition(site) + "#REALTIME";

    public static string RealtimeSort(DateTimeOffset minute) => minute.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A person's account, found by address: the one thing they are asked for.</summary>
    public static ItemKey User(string email) => new("USER#" + KeyText.Escape(email), "USER");

    public static ItemKey ApiKey(string hash) => new("KEY#" + hash, "KEY");

    /// <summary>In the owner index: the keys of an account, listed.</summary>
    public static ItemKey ApiKeyByOwner(string ownerId, string hash) => new("KEYS#" + KeyText.Escape(ownerId), hash);

    public static ItemKey Login(string hash) => new("LOGIN#" + hash, "LOGIN");

    /// <summary>Failed sign-ins of one account or one address within a window, by the hash of either.</summary>
    public static ItemKey LoginAttempts(string hash) => new("LOGIN#" + hash, "ATTEMPTS");

    public static ItemKey Erasure(SiteId site, ErasureId erasure) => new(SitePartition(site), ErasurePrefix + erasure.Value);

    /// <summary>Visitors of a day that were erased with somebody; <paramref name="part"/> is any text that no other writer uses.</summary>
    public static ItemKey ErasedVisitors(SiteId site, LocalDay day, ErasureId erasure, string part) =>
        new(ErasedVisitorsPartition(site, day), $"{erasure.Value}#{part}");

    public static string ErasedVisitorsPartition(SiteId site, LocalDay day) => $"{SitePartition(site)}#ERASED#{day}";

    /// <summary>What is left to do for a site, beyond one day: all in one partition, for it is little and looked at every minute.</summary>
    public static ItemKey Job(SiteId site, string task) => new(JobsPartition, $"{site.Value}#{task}");

    /// <summary>In the salts table: what the names of erased people are hashed under.</summary>
    public static ItemKey ErasureSecret(SiteId site) => new("SALT#" + site.Value, "ERASURES");

    /// <summary>In the salts table, not in the main one.</summary>
    public static ItemKey Salt(SiteId site, LocalDay day) => new("SALT#" + site.Value, day.ToString());

    public static string SitePartition(SiteId site) => site.Value.Length > 0
        ? "SITE#" + site.Value
        : throw new AnalyticsInputException("siteId", SafeId.Rule);
}
