using Analytics.Engine.Days;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Sites;

namespace Analytics.Engine.Compaction;

/// <content>What a schedule asks for: all that is due, several days at once.</content>
public sealed partial class Compactor
{
    /// <summary>
    /// Processes the days that are due: several small days and one large day at once, the longest overdue first. It stops when no day is
    /// due or the time is up. The next run does the rest.
    /// </summary>
    /// <param name="budget">The time after which no further day is begun.</param>
    /// <param name="tell">Called with every step that was done or failed; one call at a time.</param>
    /// <param name="cancellation">Stops at once; nothing is lost.</param>
    /// <param name="longest">
    /// The time after which a day in work stops at its next safe point. The next run begins that day from the start, so it must be long
    /// enough for the largest day: some minutes for ten million events. Default: the budget.
    /// </param>
    /// <param name="left">
    /// Called once for each unfinished day when the run ends, also when it fails, with the time since which the day is due.
    /// </param>
    /// <returns>How many days were looked at.</returns>
    public async Task<int> RunAsync(
        TimeSpan budget, Action<DayWork> tell, CancellationToken cancellation, TimeSpan? longest = null, Action<SiteId, LocalDay, DateTimeOffset>? left = null)
    {
        ArgumentNullException.ThrowIfNull(tell);
        Deadline deadline = Deadline.In(_clock, budget), last = Deadline.In(_clock, longest ?? budget);
        var due = new DueDays(await _markers.ReadDueDaysAsync(_clock.GetUtcNow(), cancellation));
        var telling = new Lock();
        try
        {
            await Task.WhenAll(Enumerable.Range(0, _limits.Workers).Select(worker => WorkAsync(due, deadline, last, largeToo: worker == 0, Tell, cancellation)));

            // What turned out to be large after the hand for it had nothing left to do.
            await WorkAsync(due, deadline, last, largeToo: true, Tell, cancellation);
        }
        finally
        {
            foreach ((SiteId site, LocalDay day, DateTimeOffset since) in due.Left())
            {
                left?.Invoke(site, day, since);
            }
        }

        return due.Taken;

        void Tell(DayWork work)
        {
            lock (telling)
            {
                tell(work);
            }
        }
    }

    private async Task WorkAsync(DueDays due, Deadline deadline, Deadline last, bool largeToo, Action<DayWork> tell, CancellationToken cancellation)
    {
        while (!deadline.HasPassed && due.Take(largeToo) is { } next)
        {
            try
            {
                switch (await VisitAsync(next, last, largeToo, tell, cancellation))
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
                tell(new DayWork(next.Site, next.Day, DayStep.Nothing, DayOutcome.Failed) { Fault = $"{failure.GetType().Name}: {failure.Message}" });
            }
        }
    }

    // All is done and the markers are gone; something is left; it is too large for this hand.
    private enum VisitEnd
    {
        Done,
        Left,
        PutOff,
    }
}
