using Analytics.Engine.Compaction;
using Analytics.Engine.Days;
using Analytics.Engine.Erasing;
using Analytics.Engine.Recording;
using Analytics.Engine.Expiry;
using Analytics.Engine.Sites;
using Analytics.Engine.Visitors;
using Analytics.Functions.Http;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Sites;

namespace Analytics.Functions.Maintain;

/// <summary>
/// The work that recurs. Destroys the salts of days that are over, does what work markers ask for (builds blocks, seals days, audits,
/// cleans up), erases people on request, and deletes days that have expired. Every run writes the metrics that alarms look at.
/// </summary>
internal sealed class Maintenance(
    SaltStore salts, Compactor compactor, Eraser eraser, DayExpiry retention, SiteDirectory sites, EventBudget budget, Metrics metrics, TimeProvider clock, ILogger<Maintenance> log)
{
    // A run is begun every minute; what it does not finish, the next one does.
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(50);

    // But for a very large day, which is built in one go or not at all. Other runs leave that day alone and do the rest.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(12);

    private readonly SaltRound _salts = new(salts, clock);

    /// <summary>Does what is due. A cancelled run ends within moments and reports what it did: the next one goes on from there.</summary>
    public async Task<MaintenanceRun> RunAsync(CancellationToken cancellation)
    {
        var run = new MaintenanceRun();
        try
        {
            await _salts.RunAsync(run, cancellation);
            if (run.SaltsDestroyed > 0)
            {
                log.SaltsDestroyed(run.SaltsDestroyed);
            }

            await CompactAsync(run, cancellation);
            await eraser.RunAsync(Budget, work => Tell(run, work), cancellation, Longest);
            await retention.RunAsync(Budget, work => Tell(run, work), cancellation);
            run.IsBudgetExceeded = await budget.IsUsedUpAsync(cancellation);
            run.IsComplete = true;
        }
        catch (Exception ended) when (cancellation.IsCancellationRequested && ended is OperationCanceledException or Amazon.Runtime.AmazonClientException)
        {
            log.MaintenanceCutShort();
        }

        run.WriteTo(metrics);
        return run;
    }

    private async Task CompactAsync(MaintenanceRun run, CancellationToken cancellation)
    {
        try
        {
            _ = await compactor.RunAsync(Budget, work => Tell(run, work), cancellation, Longest, run.Add);
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

    private void Tell(MaintenanceRun run, DayWork work)
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

    private void Tell(MaintenanceRun run, ExpiryWork work)
    {
        run.Add(work);
        if (work.Fault is { } fault)
        {
            log.RetentionFailed(work.Site.Value, fault);
        }
        else
        {
            log.RetentionKept(work.Site.Value, work.Changed, work.Deleted, work.IsDone);
        }
    }

    private void Tell(MaintenanceRun run, ErasureWork work)
    {
        run.Add(work);
        string day = work.Day?.ToString() ?? "all days";
        if (work.Outcome is DayOutcome.Failed or DayOutcome.Refused)
        {
            log.NotErased(work.Erasure.Site.Value, work.Erasure.Id.Value, day, work.Outcome, work.Fault ?? "");
        }
        else
        {
            log.Erased(work.Erasure.Site.Value, work.Erasure.Id.Value, day, work.Outcome, work.Erasure.DaysLeft);
        }
    }
}
