using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Erasures;
using Analytics.Store.Sites;

namespace Analytics.Engine.Days;

/// <summary>A look at one day of a site: what is stored of it, as of the last reading or change, and until when there is time.</summary>
internal sealed class DayJob(Site site, LocalDay date, Day? day, Deadline deadline)
{
    public Site Site { get; } = site;

    public LocalDay Date { get; } = date;

    /// <summary>Null where nothing is stored.</summary>
    public Day? Day { get; set; } = day;

    /// <summary>The people erased from the day. They are read after the day: a later erasure changes the day's version.</summary>
    public Tombstones Tombstones { get; init; } = Tombstones.None;

    /// <summary>The erasure that the job is for; null if it is for none.</summary>
    public Erasure? Erasure { get; init; }

    /// <summary>Whether the blocks of the day hold what that erasure takes out by a filter, as far as is known: blocks do not name events.</summary>
    public bool IsUnpurged => Erasure is { Kind: ErasureKind.Filter } && Day is { State: not DayState.Open } && !Day.Purged.Contains(Erasure.Id.Value);

    /// <summary>Whether the day's raw events have expired, or are about to: then its blocks are all that counts.</summary>
    public bool IsClosedAt(DateTimeOffset now) =>
        Day is { State: DayState.Closed } || (Day is { State: DayState.Sealed } && Day.ClosesAt + NextStep.CloseAfter <= now);

    public Deadline Deadline { get; } = deadline;

    /// <summary>
    /// Whether a recorder's marker stays until the job is done, so that the day is sealed again if this job is killed between two
    /// writes.
    /// </summary>
    public bool IsMarked { get; init; }

    /// <summary>How many events this job may hold, while other jobs run at the same time. Default: any number.</summary>
    public long Most { get; init; } = long.MaxValue;

    /// <summary>Whether the day has more events than this job may hold. Nothing was done: a job with a higher limit follows.</summary>
    public bool IsPutOff { get; private set; }

    /// <summary>Whether it was tried to find out what the day's seal missed, and nothing more is to be done about it now.</summary>
    public bool IsSettleTried { get; set; }

    /// <summary>Whether this many events are more than the job may hold. If so, the job is put off.</summary>
    public bool IsTooLarge(long events) => IsPutOff |= events > Most;

    /// <summary>Over how many shards its raw events may lie.</summary>
    public int Shards => Math.Max(Site.WriteShards, Day?.Shards ?? 1);

    /// <summary>What a change is made from.</summary>
    public Day Base => Day ?? Day.NewOpen(Site, Date);

    public DayWork Work(DayStep step, DayOutcome outcome) => new(Site.Id, Date, step, outcome);
}
