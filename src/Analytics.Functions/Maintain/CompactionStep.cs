using Analytics.Engine.Compaction;
using Analytics.Engine.Days;
using Analytics.Engine.Sites;
using Analytics.Functions.Http;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Sites;

namespace Analytics.Functions.Maintain;

/// <summary>Does what work markers ask for: builds blocks, seals days, audits, exports, cleans up.</summary>
internal sealed class CompactionStep(Compactor compactor, SiteDirectory sites, TimeProvider clock, ILogger<Maintenance> log)
    : IMaintenanceStep
{
    public async Task RunAsync(MaintenanceRun run, CancellationToken cancellation)
    {
        try
        {
            _ = await compactor.RunAsync(StepTimes.Budget, work => Report(run, work), cancellation, StepTimes.Longest, run.Add);
        }
        finally
        {
            run.OldestUnsealedDay = AgeOfOldest(run.Left);
        }
    }

    // Since when the oldest day is over and waits for its seal; a day that is not over waits for nothing that matters.
    private TimeSpan AgeOfOldest(IReadOnlyList<(SiteId Site, LocalDay Day, DateTimeOffset Due)> left)
    {
        DateTimeOffset now = clock.GetUtcNow(), oldest = now;
        foreach ((SiteId id, LocalDay day, DateTimeOffset due) in left)
        {
            // From memory only: the run is over, and a run that is cut short has no time to read.
            DateTimeOffset end = sites.FindRemembered(id.Value)?.Calendar.EndOf(day) ?? SiteCalendar.Utc.EndOf(day);
            DateTimeOffset since = due > end ? due : end;
            oldest = since < oldest ? since : oldest;
        }

        return now - oldest;
    }

    private void Report(MaintenanceRun run, DayWork work)
    {
        run.Add(work);
        if (work.IsAlarm)
        {
            log.DayAlarmed(work.Site.Value, work.Day, work.Step, work.Outcome, work.Drift, work.Fault ?? "");
        }
        else if (work is { Outcome: DayOutcome.Done, Step: DayStep.Seal or DayStep.CompactTail or DayStep.Merge })
        {
            log.DayBuilt(work.Site.Value, work.Day, work.Step, work.Rows);
        }
    }
}
