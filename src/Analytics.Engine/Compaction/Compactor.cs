using Analytics.Engine.Days;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Sites;

namespace Analytics.Engine.Compaction;

/// <summary>
/// Builds days: turns raw events into blocks, seals days, audits, closes, deletes what is no longer used. May be killed at any moment, run
/// twice, and run by several at once: a day changes by one conditional write, and a marker is removed after its work is done.
/// </summary>
public sealed class Compactor
{
    private readonly TimeProvider _clock;
    private readonly WorkMarkers _markers;
    private readonly DaySteps _steps;
    private readonly DueRun _run;
    private readonly CompactionPasses _passes;

    internal Compactor(TimeProvider clock, WorkMarkers markers, DaySteps steps, DueRun run, CompactionPasses passes) =>
        (_clock, _markers, _steps, _run, _passes) = (clock, markers, steps, run, passes);

    /// <summary>
    /// Processes the days that are due: several small days and one large day at once, the longest overdue first. It stops when no day is
    /// due or the time is up. The next run does the rest.
    /// </summary>
    /// <param name="budget">The time after which no further day is begun.</param>
    /// <param name="report">Called with every step that was done or failed; one call at a time.</param>
    /// <param name="cancellation">Stops at once; nothing is lost.</param>
    /// <param name="longest">
    /// The time after which a day in work stops at its next safe point. The next run begins that day from the start, so it must be long
    /// enough for the largest day: some minutes for ten million events. Default: the budget.
    /// </param>
    /// <param name="unfinished">
    /// Called once for each unfinished day when the run ends, also when it fails, with the time since which the day is due.
    /// </param>
    /// <returns>How many days were looked at.</returns>
    public Task<int> RunAsync(
        TimeSpan budget,
        Action<DayWork> report,
        CancellationToken cancellation,
        TimeSpan? longest = null,
        Action<SiteId, LocalDay, DateTimeOffset>? unfinished = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        return _run.RunAsync(Deadline.In(_clock, budget), Deadline.In(_clock, longest ?? budget), report, unfinished, cancellation);
    }

    /// <summary>Seals a day now, or says why not.</summary>
    public async Task<DayWork> SealAsync(Site site, LocalDay day, TimeSpan budget, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        DayJob job = await _steps.BeginAsync(site, day, isMarked: false, long.MaxValue, Deadline.In(_clock, budget), cancellation);
        DateTimeOffset now = _clock.GetUtcNow();
        if (site.Calendar.EndOf(day) + NextStep.Settled > now)
        {
            return job.Work(DayStep.Seal, DayOutcome.NotOver);
        }

        DayWork last = job.Work(DayStep.Seal, job.Day is { State: not DayState.Open, ClosesAt: { } at } && at + NextStep.CloseAfter <= now ? DayOutcome.Closed : DayOutcome.Nothing);
        _ = await _steps.RunAsync(
            job, eventsCame: true, bucket: null, work => last = work.Step is DayStep.Seal || work.Outcome != DayOutcome.Done ? work : last, cancellation);
        if (_passes.Export is not null && last is { Step: DayStep.Seal, Outcome: DayOutcome.Done })
        {
            await _markers.LeaveUpkeepAsync(job.Day!, _clock.GetUtcNow(), cancellation);
        }

        return last;
    }

    /// <summary>
    /// Asks maintenance to write sealed days to the bucket, such as days that were sealed before there was a bucket. Days that the
    /// bucket holds as they are sealed are left as they are.
    /// </summary>
    /// <returns>How many days will be written.</returns>
    public async Task<int> AskExportAsync(IReadOnlyList<Day> days, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(days);
        Day[] due = [.. days.Where(day => _passes.Export is { } exports && day.IsExportDue(exports.Bucket))];
        foreach (Day day in due)
        {
            await _markers.LeaveUpkeepAsync(day, _clock.GetUtcNow(), cancellation);
        }

        return due.Length;
    }

    /// <summary>Builds a sealed day again from the raw events that its seal saw, and compares; what it finds is stored with the day.</summary>
    public async Task<DayWork> AuditAsync(Site site, LocalDay day, TimeSpan budget, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        DayJob job = await _steps.BeginAsync(site, day, isMarked: false, long.MaxValue, Deadline.In(_clock, budget), cancellation);
        return job.Day switch
        {
            { State: DayState.Closed } => job.Work(DayStep.Audit, DayOutcome.Closed),
            { State: DayState.Sealed, ClosesAt: { } at } when at + NextStep.CloseAfter <= _clock.GetUtcNow() => job.Work(DayStep.Audit, DayOutcome.Closed),
            { State: DayState.Sealed } => await _passes.Audit.RunAsync(job, cancellation),
            _ => job.Work(DayStep.Audit, DayOutcome.Nothing),
        };
    }
}
