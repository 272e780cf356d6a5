using Analytics.Engine.Days;
using Analytics.Engine.Sites;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Sites;

namespace Analytics.Engine.Compaction;

/// <summary>Does what markers ask for, several days at once. A marker is removed after its work is done.</summary>
internal sealed class DueRun(SiteDirectory sites, WorkMarkers markers, DaySteps steps, CompactionLimits limits, string? bucket, TimeProvider clock)
{
    /// <summary>Processes the days that are due until none is left or <paramref name="deadline"/> has passed.</summary>
    /// <param name="deadline">No further day is begun after it.</param>
    /// <param name="last">A day in work stops after it.</param>
    /// <param name="report">Called with every step; one call at a time.</param>
    /// <param name="unfinished">Called once for each unfinished day at the end.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>How many days were looked at.</returns>
    public async Task<int> RunAsync(
        Deadline deadline, Deadline last, Action<DayWork> report, Action<SiteId, LocalDay, DateTimeOffset>? unfinished, CancellationToken cancellation)
    {
        var due = new DueDays(await markers.ReadDueDaysAsync(clock.GetUtcNow(), cancellation));
        var reporting = new Lock();
        try
        {
            await Task.WhenAll(Enumerable.Range(0, limits.Workers).Select(worker => WorkAsync(due, deadline, last, largeToo: worker == 0, Report, cancellation)));

            // What turned out to be large after the worker for it had nothing left to do.
            await WorkAsync(due, deadline, last, largeToo: true, Report, cancellation);
        }
        finally
        {
            foreach ((SiteId site, LocalDay day, DateTimeOffset since) in due.Left())
            {
                unfinished?.Invoke(site, day, since);
            }
        }

        return due.Taken;

        void Report(DayWork work)
        {
            lock (reporting)
            {
                report(work);
            }
        }
    }

    // All is done and the markers are gone; something is left; it is too large for this worker.
    private enum VisitEnd
    {
        Done,
        Left,
        PutOff,
    }

    private async Task WorkAsync(DueDays due, Deadline deadline, Deadline last, bool largeToo, Action<DayWork> report, CancellationToken cancellation)
    {
        while (!deadline.HasPassed && due.Take(largeToo) is { } next)
        {
            try
            {
                switch (await VisitAsync(next, last, largeToo, report, cancellation))
                {
                    case VisitEnd.Done:
                        due.Finish(next);
                        break;
                    case VisitEnd.PutOff:
                        due.PutOff(next);
                        break;
                    default:
                        break;
                }
            }
            catch (Exception failure) when (!cancellation.IsCancellationRequested)
            {
                report(new DayWork(next.Site, next.Day, DayStep.Nothing, DayOutcome.Failed) { Fault = $"{failure.GetType().Name}: {failure.Message}" });
            }
        }
    }

    private async Task<VisitEnd> VisitAsync(DueDays.Due due, Deadline deadline, bool mayBeLarge, Action<DayWork> report, CancellationToken cancellation)
    {
        (SiteId id, LocalDay date, List<WorkMarker> asked) = due;
        if (await sites.FindAsync(id.Value, cancellation) is { } site && site.Id == id)
        {
            bool eventsCame = asked.Exists(m => !m.Upkeep);
            DayJob job = await steps.BeginAsync(site, date, eventsCame, mayBeLarge ? long.MaxValue : limits.SmallDay, deadline, cancellation);
            if (job.IsTooLarge(job.Base.Rows))
            {
                return VisitEnd.PutOff;
            }

            eventsCame = eventsCame && !await PostponeAsync(job, asked, cancellation);
            if (!await steps.RunAsync(job, eventsCame, bucket, report, cancellation))
            {
                return job.IsPutOff ? VisitEnd.PutOff : VisitEnd.Left;
            }
        }

        foreach (WorkMarker marker in asked)
        {
            await markers.RemoveAsync(marker, cancellation);
        }

        return VisitEnd.Done;
    }

    // Whether the seal that the markers ask for is left to a later one, which then has a marker.
    private async Task<bool> PostponeAsync(DayJob job, List<WorkMarker> asked, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow(), end = job.Site.Calendar.EndOf(job.Date);
        if (now - NextStep.Settled < end)
        {
            // Not over: it asked for compaction, or the day grew longer when the site changed its zone. Its seal must not be forgotten.
            await markers.LeaveAsync(new WorkMarker(job.Site.Id, job.Date, WorkMarker.NextSeal(end, now, authenticated: false)), cancellation);
            return false;
        }

        if (!IsTooSoon(job.Day, asked, end, now))
        {
            return false;
        }

        await markers.LeaveAsync(new WorkMarker(job.Site.Id, job.Date, WorkMarker.NextSeal(end, now, authenticated: true)), cancellation);
        return true;
    }

    // Instances that know nothing of each other may ask for seals minutes apart.
    private static bool IsTooSoon(Day? day, List<WorkMarker> asked, DateTimeOffset end, DateTimeOffset now) =>
        day is { State: DayState.Sealed, SealedAt: { } at } && at + NextStep.BetweenSeals > now && asked.TrueForAll(m => m.Upkeep || !m.IsRegular(end));
}
