namespace Analytics.Store.Table;

/// <summary>
/// Partition keys by what they hold, with <c>*</c> for any text: for policies that let a role reach some partitions only
/// (<c>dynamodb:LeadingKeys</c>). What is escaped in a key holds no <c>#</c>, so a pattern never reaches into another entity's.
/// </summary>
public static class PartitionPatterns
{
    /// <summary>A site, its goals, funnels, segments and erasures. Every other partition of a site matches too: take away <see cref="OfSite"/>.</summary>
    public const string Site = "SITE#*";

    /// <summary>All that is kept of a site beyond <see cref="Site"/>: raw events, days, blocks and so on.</summary>
    public const string OfSite = "SITE#*#*";

    /// <summary>Events as they were received.</summary>
    public const string RawEvents = "SITE#*#RAW#*";

    /// <summary>What is known of each day.</summary>
    public const string Days = "SITE#*#DAYS";

    /// <summary>The events of days that were built.</summary>
    public const string Blocks = "SITE#*#BLOCKS#*";

    /// <summary>Totals by dimension.</summary>
    public const string Rollups = "SITE#*#ROLLUPS#*";

    /// <summary>What was dropped, and why.</summary>
    public const string Drops = "SITE#*#DROPS";

    /// <summary>Visitors of a day that were erased.</summary>
    public const string ErasedVisitors = "SITE#*#ERASED#*";

    /// <summary>Which site a host name belongs to.</summary>
    public const string Hosts = "HOST#*";

    /// <summary>Accounts, by e-mail address.</summary>
    public const string Users = "USER#*";

    /// <summary>API keys, by hash.</summary>
    public const string ApiKeys = "KEY#*";

    /// <summary>Logins and failed attempts, by hash.</summary>
    public const string Logins = "LOGIN#*";

    /// <summary>Markers of days that have work to do.</summary>
    public const string Markers = "ACTIVE#*";

    /// <summary>How many events the whole deployment takes in a day.</summary>
    public const string Budget = "BUDGET";

    /// <summary>What is left to do for a site beyond one day.</summary>
    public const string Jobs = "JOBS";
}
