using Analytics.Store.Days;
using Analytics.Store.Sites;

namespace Analytics.Engine;

/// <summary>A look at one day of a site: what is stored of it, as of the last reading or change, and until when there is time.</summary>
internal sealed class DayVisit(Site site, LocalDay date, Day? day, Deadline deadline)
{
    public Site Site { get; } = site;

    public LocalDay Date { get; } = date;

    /// <summary>Null where nothing is stored.</summary>
    public Day? Day { get; set; } = day;

    public Deadline Deadline { get; } = deadline;

    /// <summary>What a change is made from.</summary>
    public Day Base => Day ?? Day.NewOpen(Site, Date);

    public DayWork Work(DayStep step, DayOutcome outcome) => new(Site.Id, Date, step, outcome);
}
