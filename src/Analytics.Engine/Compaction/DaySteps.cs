using Analytics.Engine.Days;
using Analytics.Engine.Sites;
using Analytics.Engine.Tables;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Sites;

namespace Analytics.Engine.Compaction;

/// <summary>
/// Takes one day through its steps: asks <see cref="NextStep"/>, does what it says, and asks again. docs/life-of-a-day.md lists the steps.
/// </summary>
internal sealed class DaySteps(
    EventsTable table, SiteDirectory sites, EventReader reader, DayStore days, WorkMarkers markers, ErasureReader erasures, CompactionPasses passes, CompactionLimits limits)
{
    private const int MostSteps = 30; // a merge with each log, and half as many again as 10,000 events a second leave in a minute

    // How long after a failure of the bucket an export is tried again.
    private static readonly TimeSpan BucketAgain = TimeSpan.FromMinutes(10);

    /// <summary>Reads what is stored of a day.</summary>
    /// <param name="site">Its site.</param>
    /// <param name="date">Which day.</param>
    /// <param name="isMarked">Whether a recorder's marker stays until the job is done.</param>
    /// <param name="most">How many events the job may hold.</param>
    /// <param name="deadline">Until when there is time.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<DayJob> BeginAsync(Site site, LocalDay date, bool isMarked, long most, Deadline deadline, CancellationToken cancellation)
    {
        Day? day = await days.FindAsync(site.Id, date, cancellation);
        return new DayJob(site, date, day, deadline)
        {
            IsMarked = isMarked,
            Most = most,
            Tombstones = await erasures.ReadAsync(site.Id, date, site.Calendar.StartOf(date), cancellation),
        };
    }

    /// <summary>Does what is due, step by step.</summary>
    /// <param name="job">The day.</param>
    /// <param name="eventsCame">Whether events came that no seal has taken in.</param>
    /// <param name="bucket">The bucket to which sealed days are exported; null if this job exports nothing.</param>
    /// <param name="report">Called after every step.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether all is done, so that no other job is needed for the same reason.</returns>
    public async Task<bool> RunAsync(DayJob job, bool eventsCame, string? bucket, Action<DayWork> report, CancellationToken cancellation)
    {
        var found = new Found(eventsCame, null);
        for (int steps = 0; steps < MostSteps; steps++)
        {
            DateTimeOffset now = table.Clock.GetUtcNow();
            if (await ReadTailAsync(job, found, now, cancellation) is not { } read)
            {
                return false;
            }

            found = read;
            DayStep step = NextStep.Of(job.Day, FactsOf(job, found, bucket), now);
            if (step == DayStep.Nothing)
            {
                await RestAsync(job, now, cancellation);
                return true;
            }

            DayWork work = job.Deadline.HasPassed ? job.Work(step, DayOutcome.OutOfTime) : await DoAsync(job, step, found, cancellation);
            if (job.IsPutOff)
            {
                return false;
            }

            report(work);
            switch (work.Outcome)
            {
                case var outcome when step is DayStep.Withdraw || (step is DayStep.Export && outcome != DayOutcome.Done):
                    await ComeAgainAsync(job, outcome, cancellation);
                    return true;
                case DayOutcome.Nothing when step is DayStep.Settle:
                    break;
                case DayOutcome.Refused or DayOutcome.Nothing:
                    return true;
                case DayOutcome.Done:
                    found = await AfterAsync(job, step, work, found, cancellation);
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    /// <summary>What is known of a day beside what is stored of it.</summary>
    /// <param name="EventsCame">Whether events came that no seal has taken in.</param>
    /// <param name="Tail">The raw events that are in no block; null while they are not read.</param>
    private sealed record Found(bool EventsCame, TailPass.Tail? Tail);

    private DayFacts FactsOf(DayJob job, Found found, string? bucket)
    {
        DateTimeOffset end = job.Site.Calendar.EndOf(job.Date);
        return new DayFacts(end)
        {
            EventsCame = found.EventsCame,
            Tail = found.Tail?.Events.Count ?? 0,
            TailThreshold = limits.TailThreshold,
            MostBlocks = limits.LogBlocks,
            Bucket = bucket,
            ExpiresAt = Day.ExpiryOf(job.Site, end),
            MaySettle = !job.IsSettleTried,
        };
    }

    // The tail is read once, of a day that is not over. Null if it is more than the job may hold.
    private async Task<Found?> ReadTailAsync(DayJob job, Found found, DateTimeOffset now, CancellationToken cancellation)
    {
        bool isDue = found is { Tail: null, EventsCame: true } && now - NextStep.Settled < job.Site.Calendar.EndOf(job.Date)
            && job.Day is null or { State: DayState.Open, Claim: null };
        if (!isDue)
        {
            return found;
        }

        TailPass.Tail tail = await passes.Tail.ReadAsync(job, cancellation);
        return job.IsPutOff ? null : found with { Tail = tail };
    }

    private async Task<DayWork> DoAsync(DayJob job, DayStep step, Found found, CancellationToken cancellation) => step switch
    {
        DayStep.CompactTail => await passes.Tail.CompactAsync(job, found.Tail!, cancellation),
        DayStep.Merge => await passes.Tail.MergeAsync(job, cancellation),
        DayStep.Seal => await passes.Seal.RunAsync(job, cancellation),
        DayStep.Settle => await passes.Settle.RunAsync(job, cancellation),
        DayStep.Audit => await passes.Audit.RunAsync(job, cancellation),
        DayStep.Close => await CloseAsync(job, cancellation),
        DayStep.CollectGarbage => await passes.Garbage.RunAsync(job, cancellation),
        DayStep.Export => await passes.Export!.RunAsync(job, cancellation),
        DayStep.Withdraw => await passes.Withdraw!.RunAsync(job, cancellation),
        _ => job.Work(step, DayOutcome.Busy),
    };

    private async Task<Found> AfterAsync(DayJob job, DayStep step, DayWork work, Found found, CancellationToken cancellation)
    {
        Day day = job.Day!;
        switch (step)
        {
            case DayStep.Seal:
                await markers.LeaveUpkeepAsync(day, day.SealedAt!.Value + NextStep.AuditAfter, cancellation);
                return found with { EventsCame = false };
            case DayStep.Audit:
                // The audit has just seen all that the seal saw: only what came later can be missing.
                return found with { EventsCame = work.Drift != 0 || (found.EventsCame && await reader.AnyAsync(job, cancellation)) };
            case DayStep.CompactTail:
                await PauseOverBudgetAsync(job, day, cancellation);
                return found with { Tail = found.Tail!.IsCut ? null : found.Tail with { Events = [] } };
            default:
                return found;
        }
    }

    // Nothing is to be done now. What must be done later gets a marker.
    private async Task RestAsync(DayJob job, DateTimeOffset now, CancellationToken cancellation)
    {
        if (job.Day is { State: not DayState.Open, Garbage.Count: > 0 } left)
        {
            await markers.LeaveUpkeepAsync(left, now + DayGarbage.Grace, cancellation);
        }

        if (!job.IsMarked && job.Day is { State: DayState.Sealed, AuditedAt: null, SealedAt: { } at } waiting && at + NextStep.AuditAfter > now)
        {
            // Too early: a process whose clock is ahead sealed it again after this marker was left, and may not have left another.
            await markers.LeaveUpkeepAsync(waiting, at + NextStep.AuditAfter, cancellation);
        }
    }

    // Asked whenever some thousand events have become a block, so that it costs nothing an event.
    private async Task PauseOverBudgetAsync(DayJob job, Day day, CancellationToken cancellation)
    {
        DateTimeOffset end = job.Site.Calendar.EndOf(job.Date);
        if (day.Rows >= job.Site.Settings.DailyEventBudget && !(job.Site.PausedUntil >= end))
        {
            _ = await table.Client.UpdateItemAsync(PauseSite.ToRequest(table.Name, job.Site.Id, end), cancellation);
            sites.Forget(job.Site);
        }
    }

    // The bucket holds nothing up: what asked for this job is done, and another is asked for what is left.
    private async Task ComeAgainAsync(DayJob job, DayOutcome outcome, CancellationToken cancellation)
    {
        if (outcome != DayOutcome.Done)
        {
            DateTimeOffset due = table.Clock.GetUtcNow() + (outcome is DayOutcome.Failed or DayOutcome.Busy ? BucketAgain : TimeSpan.Zero);
            await markers.LeaveAsync(new WorkMarker(job.Site.Id, job.Date, WorkMarker.Minute(due)) { Upkeep = true }, cancellation);
        }
    }

    private async Task<DayWork> CloseAsync(DayJob job, CancellationToken cancellation)
    {
        Day day = job.Day!;
        Day? closed = await days.ChangeAsync(day, day with { State = DayState.Closed, LatePending = false }, cancellation);
        job.Day = closed ?? day;
        return job.Work(DayStep.Close, closed is null ? DayOutcome.Overtaken : DayOutcome.Done);
    }
}
