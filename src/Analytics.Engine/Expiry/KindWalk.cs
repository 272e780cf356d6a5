using Analytics.Engine.Days;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Sites;

namespace Analytics.Engine.Expiry;

/// <summary>
/// Takes the kinds of events that a site keeps for less time than its days out of every day whose time is over. A job is done with the days that are
/// due, and comes again when the next day's time is over: so each day and kind is looked at once.
/// </summary>
internal sealed class KindWalk(DayStore days, KindPurge purge, TimeProvider clock)
{
    // As long as days without an item may have raw events: see DayReader.
    private const int UnbuiltDays = 41;

    // After a day's time is over: by then no event of it that was accepted before is on its way.
    private static readonly TimeSpan Arrived = TimeSpan.FromMinutes(30);

    /// <summary>Goes from day to day, oldest first.</summary>
    /// <param name="site">The site.</param>
    /// <param name="job">What is left to do for it.</param>
    /// <param name="deadline">No further day is begun after it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>How far that came, and what is left to do then; null where the site has no such setting any more.</returns>
    public async Task<(ExpiryWork Work, SiteJob? Next)> RunAsync(Site site, SiteJob job, Deadline deadline, CancellationToken cancellation)
    {
        var work = new ExpiryWork(site.Id, 0, 0, IsDone: true);
        if (!KindRetention.IsSet(site))
        {
            return (work, null);
        }

        DateTimeOffset now = clock.GetUtcNow();
        foreach (LocalDay day in await ReadLeftAsync(site, job, now, cancellation))
        {
            if (deadline.HasPassed)
            {
                return (work with { IsDone = false }, job);
            }

            (DayOutcome outcome, bool isChanged) = await purge.RunAsync(site, day, deadline, cancellation);
            work = work with { Emptied = work.Emptied + (isChanged ? 1 : 0) };
            if (outcome != DayOutcome.Done)
            {
                return (work with { IsDone = false }, job);
            }

            job = job with { LastDay = day };
        }

        // What was due when the job was is done: days whose time was over later may have been passed before it was.
        DateTimeOffset next = site.Calendar.EndOf(site.Calendar.DayOf(now)) + Arrived;
        return (work, new SiteJob(site.Id, SiteJob.Kinds, next) { DoneUntil = job.Due });
    }

    private async Task<List<LocalDay>> ReadLeftAsync(Site site, SiteJob job, DateTimeOffset now, CancellationToken cancellation)
    {
        IReadOnlyList<LocalDay> newest = KindRetention.NewestExpired(site, now);
        SortedSet<LocalDay> left = [];
        if (job.DoneUntil is { } done)
        {
            IReadOnlyList<LocalDay> before = KindRetention.NewestExpired(site, done);
            for (int kind = 0; kind < newest.Count; kind++)
            {
                // One day more: the site's zone may have changed.
                Add(before[kind], newest[kind]);
            }
        }
        else
        {
            LocalDay last = newest.Max();
            left.UnionWith((await days.ListAsync(site.Id, last, cancellation)).Select(d => d.Day));
            Add(last.Plus(-UnbuiltDays), last);
        }

        return [.. left.Where(day => !(job.LastDay >= day) && !(Day.ExpiryOf(site, site.Calendar.EndOf(day)) <= now))];

        void Add(LocalDay first, LocalDay last)
        {
            for (LocalDay day = first; day <= last; day = day.Plus(1))
            {
                _ = left.Add(day);
            }
        }
    }
}
