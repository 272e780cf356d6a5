using Analytics.Engine.Days;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Sites;

namespace Analytics.Engine.Compaction;

/// <content>What a schedule asks for: all that is due, several days at once.</content>
public sealed partial class Compactor
{
    /// <summary>
    /// Does what is due, several small days and one large day at once, those that have waited longest first, until it is done or the time
    /// is up; what is left is done by the next run.
    /// </summary>
    /// <param name="budget">No new day is begun after it.</param>
    /// <param name="tell">Hears of every thing that was done or could not be, of one at a time.</param>
    /// <param name="cancellation">Stops at once; nothing is lost by it.</param>
    /// <param name="longest">
    /// When a day that was begun must stop, at a place where that is safe; the next run begins it anew, so a day of ten million events
    /// needs as long as it takes, some minutes. Default: the budget.
    /// </param>
    /// <param name="left">Hears in the end, however it comes, of every day that was due and waits for another run, and since when it was due.</param>
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
