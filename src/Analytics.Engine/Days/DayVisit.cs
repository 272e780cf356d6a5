using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Erasures;
using Analytics.Store.Sites;

namespace Analytics.Engine.Days;

/// <summary>A look at one day of a site: what is stored of it, as of the last reading or change, and until when there is time.</summary>
internal sealed class DayVisit(Site site, LocalDay date, Day? day, Deadline deadline)
{
    public Site Site { get; } = site;

    public LocalDay Date { get; } = date;

    /// <summary>Null where nothing is stored.</summary>
    public Day? Day { get; set; } = day;

    /// <summary>Who has been erased of it. Read after the day: whoever is erased later changes the day's version.</summary>
    public Tombstones Tombstones { get; init; } = Tombstones.None;

    public Deadline Deadline { get; } = deadline;

    /// <summary>
    /// Whether a recorder's marker stands until the visit is done, so that somebody seals the day again if this visit is killed between
    /// two writes.
    /// </summary>
    public bool IsMarked { get; init; }

    /// <summary>How many events this visit may hold, while other days are visited at the same time. Default: any number.</summary>
    public long Most { get; init; } = long.MaxValue;

    /// <summary>It met more than it may hold: nothing was done, and the day must be visited again by whoever may hold them.</summary>
    public bool IsPutOff { get; private set; }

    /// <summary>Whether so many events are more than it may hold; then it is put off.</summary>
    public bool IsTooLarge(long events) => IsPutOff |= events > Most;

    /// <summary>Over how many shards its raw events may lie.</summary>
    public int Shards => Math.Max(Site.WriteShards, Day?.Shards ?? 1);

    /// <summary>What a change is made from.</summary>
    public Day Base => Day ?? Day.NewOpen(Site, Date);

    public DayWork Work(DayStep step, DayOutcome outcome) => new(Site.Id, Date, step, outcome);
}
