using Analytics.Store.Calendars;
using Analytics.Store.Sites;

namespace Analytics.Store.Deletions;

/// <summary>A request to delete a site with all that is stored of it, and how far that has come. It goes with the site. Immutable.</summary>
public sealed record SiteDeletion
{
    /// <summary>
    /// The wait after the request until the site is searched for the last time. By then every build of its days that began before has ended.
    /// </summary>
    public static readonly TimeSpan Settled = TimeSpan.FromMinutes(20);

    /// <summary>The site.</summary>
    public required SiteId Site { get; init; }

    /// <summary>When it was asked for, in milliseconds.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Who asked: a person's address or the name of an API key.</summary>
    public required string AskedBy { get; init; }

    /// <summary>Grows with every change.</summary>
    public long Version { get; init; }

    /// <summary>The first of the days that are searched whether or not a Day is stored of them.</summary>
    public required LocalDay FirstDay { get; init; }

    /// <summary>The most shards that raw events of a day are spread over.</summary>
    public required int WriteShards { get; init; }

    /// <summary>How often all days were gone through.</summary>
    public int Passes { get; init; }

    /// <summary>The last day that is done in this pass; null before the first.</summary>
    public LocalDay? DoneUntil { get; init; }

    /// <summary>Days that are left of this pass, as of the last look.</summary>
    public int DaysLeft { get; init; }

    /// <summary>Items that were deleted. Runs that were killed may have deleted more than they could tell.</summary>
    public long Removed { get; init; }

    /// <summary>Items that were found in this pass.</summary>
    public long Found { get; init; }

    /// <summary>What went wrong in the last run; null where nothing did. Maintenance tries again.</summary>
    public string? Fault { get; init; }

    /// <summary>How far it has come.</summary>
    public SiteDeletionState State => Passes > 0 ? SiteDeletionState.Checking : DoneUntil is null ? SiteDeletionState.Waiting : SiteDeletionState.Running;

    /// <summary>From when on the site is searched for the last time.</summary>
    public DateTimeOffset CheckedFrom => AskedAt + Settled;
}
