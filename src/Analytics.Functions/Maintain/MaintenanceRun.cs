using Analytics.Engine.Days;
using Analytics.Engine.Deleting;
using Analytics.Engine.Erasing;
using Analytics.Engine.Expiry;
using Analytics.Functions.Http;
using Analytics.Store.Calendars;
using Analytics.Store.Sites;

namespace Analytics.Functions.Maintain;

/// <summary>What a run of maintenance did, counted while it runs: a run that is cut short reports what it had done by then.</summary>
internal sealed class MaintenanceRun
{
    // A salt is destroyed within ten minutes or so of its time; one that is hours late outlived a promise.
    private static readonly TimeSpan Overdue = TimeSpan.FromHours(6);
    private readonly List<(SiteId Site, LocalDay Day, DateTimeOffset Due)> _left = [];

    /// <summary>Nothing ended it before its time.</summary>
    public bool IsComplete { get; set; }

    public int SaltsDestroyed { get; set; }

    /// <summary>Salts that the process's last round found more than 6 hours past their end.</summary>
    public int SaltsOverdue { get; set; }

    /// <summary>Sum of the events by which audits found days to differ, whichever way; expected 0.</summary>
    public long Drift { get; private set; }

    /// <summary>Days, erasures and sites that failed, or were left as they are because something is wrong with them.</summary>
    public int Faults { get; private set; }

    /// <summary>All sites together have taken as many events today as the deployment allows.</summary>
    public bool IsBudgetExceeded { get; set; }

    /// <summary>For how long the oldest day that is over has been waiting for its seal; 0 where none waits, null where the run did not look.</summary>
    public TimeSpan? OldestUnsealedDay { get; set; }

    /// <summary>Days that were due and wait for another run, and since when.</summary>
    public IReadOnlyList<(SiteId Site, LocalDay Day, DateTimeOffset Due)> Left => _left;

    public void Add(TimeSpan lateness) => SaltsOverdue += lateness > Overdue ? 1 : 0;

    public void Add(SiteId site, LocalDay day, DateTimeOffset due) => _left.Add((site, day, due));

    public void Add(DayWork work)
    {
        Drift += Math.Abs(work.Drift);
        Faults += work.Outcome is DayOutcome.Failed or DayOutcome.Refused ? 1 : 0;
    }

    public void Add(ErasureWork work) => Faults += work.Outcome is DayOutcome.Failed or DayOutcome.Refused ? 1 : 0;

    public void Add(DeletionWork work) => Faults += work.Fault is null ? 0 : 1;

    public void Add(ExpiryWork work) => Faults += work.Fault is null ? 0 : 1;

    public void WriteTo(Metrics metrics)
    {
        if (OldestUnsealedDay is { } age)
        {
            metrics.Write(("OldestUnsealedDay", "Seconds", Math.Round(age.TotalSeconds)));
        }

        metrics.Write(("Drift", "Count", Drift), ("SaltsOverdue", "Count", SaltsOverdue), ("MaintenanceFaults", "Count", Faults), ("BudgetExceeded", "Count", IsBudgetExceeded ? 1 : 0));
    }
}
