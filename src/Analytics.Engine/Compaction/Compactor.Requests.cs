using Analytics.Engine.Days;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Sites;

namespace Analytics.Engine.Compaction;

/// <content>What somebody asks for now, instead of a marker.</content>
public sealed partial class Compactor
{
    /// <summary>Seals a day now, or says why not.</summary>
    public async Task<DayWork> SealAsync(Site site, LocalDay day, TimeSpan budget, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        DayVisit visit = await BeginAsync(site, day, isMarked: false, Deadline.In(_clock, budget), cancellation);
        DateTimeOffset now = _clock.GetUtcNow();
        if (site.Calendar.EndOf(day) + NextStep.Settled > now)
        {
            return visit.Work(DayStep.Seal, DayOutcome.NotOver);
        }

        DayWork last = visit.Work(DayStep.Seal, visit.Day is { State: not DayState.Open, ClosesAt: { } at } && at + NextStep.CloseAfter <= now ? DayOutcome.Closed : DayOutcome.Nothing);
        _ = await StepsAsync(visit, eventsCame: true, work => last = work.Step is DayStep.Seal || work.Outcome != DayOutcome.Done ? work : last, cancellation);
        if (_exports is not null && last is { Step: DayStep.Seal, Outcome: DayOutcome.Done })
        {
            await LeaveUpkeepAsync(visit.Day!, _clock.GetUtcNow(), cancellation);
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
        Day[] due = [.. days.Where(day => _exports is not null && day.IsExportDue(_exports.Bucket))];
        foreach (Day day in due)
        {
            await LeaveUpkeepAsync(day, _clock.GetUtcNow(), cancellation);
        }

        return due.Length;
    }

    /// <summary>Builds a sealed day again from the raw events that its seal saw, and compares; what it finds is kept with the day.</summary>
    public async Task<DayWork> AuditAsync(Site site, LocalDay day, TimeSpan budget, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        DayVisit visit = await BeginAsync(site, day, isMarked: false, Deadline.In(_clock, budget), cancellation);
        return visit.Day switch
        {
            { State: DayState.Closed } => visit.Work(DayStep.Audit, DayOutcome.Closed),
            { State: DayState.Sealed, ClosesAt: { } at } when at + NextStep.CloseAfter <= _clock.GetUtcNow() => visit.Work(DayStep.Audit, DayOutcome.Closed),
            { State: DayState.Sealed } => await _audit.RunAsync(visit, cancellation),
            _ => visit.Work(DayStep.Audit, DayOutcome.Nothing),
        };
    }
}
