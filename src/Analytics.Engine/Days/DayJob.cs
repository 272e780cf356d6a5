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

    public Deadline Deadline { get; } = deadline;

    /// <summary>
    /// Whether a recorder's marker stays until the visit is done, so that the day is sealed again if this visit is killed between two
    /// writes.
    /// </summary>
    public bool IsMarked { get; init; }

    /// <summary>How many events this visit may hold, while other days are visited at the same time. Default: any number.</summary>
    public long Most { get; init; } = long.MaxValue;

    /// <summary>Whether the day has more events than this visit may hold. Nothing was done: a visit with a higher limit follows.</summary>
    public bool IsPutOff { get; private set; }

    /// <summary>Whether it was tried to find out what the day's seal missed, and nothing more is to be done about it now.</summary>
    public bool IsSettleTried { get; set; }

    /// <summary>Whether this many events are more than the visit may hold. If so, the visit is put off.</summary>
    public bool IsTooLarge(long events) => IsPutOff |= events > Most;

    /// <summary>Over how many shards its raw events may lie.</summary>
    public int Shards => Math.Max(Site.WriteShards, Day?.Shards ?? 1);

    /// <summary>What a change is made from.</summary>
    public Day Base => Day ?? Day.NewOpen(Site, Date);

    public DayWork Work(DayStep step, DayOutcome outcome) => new(Site.Id, Date, step, outcome);
}
