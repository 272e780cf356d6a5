using System.Runtime.CompilerServices;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Visits;

namespace Analytics.Engine.Reading;

/// <summary>Gathers days that are not sealed from their events, each event counted once also across the days' borders.</summary>
/// <remarks>
/// A day that is read in full serves its neighbours too: only the outer borders of a stretch of days need a look beyond. At no time are
/// more than six days in memory.
/// </remarks>
internal static class RawDays
{
    private const int Ahead = 4;

    public static async IAsyncEnumerable<DayVisits> ReadAsync(
        ReadDay readDay, ReadDayWindow readWindow, Site site, LocalDay first, LocalDay last, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Queue<Task<List<Event>>> ahead = [];
        LocalDay begun = first.Plus(-1);
        List<Event> own = await NextAsync().ConfigureAwait(false);
        List<Event> before = own.Count == 0 ? [] : await BorderAsync(first.Plus(-1), site.Calendar.StartOf(first)).ConfigureAwait(false);
        for (LocalDay day = first; day <= last; day = day.Plus(1))
        {
            DateTimeOffset end = site.Calendar.EndOf(day);
            List<Event> after = day < last ? await NextAsync().ConfigureAwait(false)
                : own.Count == 0 ? []
                : await BorderAsync(day.Plus(1), end).ConfigureAwait(false);
            IEnumerable<Event> neighbours = before.Concat(after.Where(e => DayEvents.IsNear(e, end)));
            yield return DayVisits.Gather(day, DayEvents.Deduplicate(own, neighbours));
            before = own.FindAll(e => DayEvents.IsNear(e, end));
            own = after;
        }

        // A few days are asked for ahead: where a site was idle, most are empty and only the way there and back takes time.
        async Task<List<Event>> NextAsync()
        {
            while (ahead.Count < Ahead && begun < last)
            {
                begun = begun.Plus(1);
                ahead.Enqueue(CollectAsync(readDay(site, begun, cancellation), cancellation));
            }

            return await ahead.Dequeue().ConfigureAwait(false);
        }

        Task<List<Event>> BorderAsync(LocalDay day, DateTimeOffset border) =>
            CollectAsync(readWindow(site, day, border - DayEvents.Reach, border + DayEvents.Reach, cancellation), cancellation);
    }

    public static async Task<List<Event>> CollectAsync(IAsyncEnumerable<Event> events, CancellationToken cancellation)
    {
        List<Event> collected = [];
        await foreach (Event e in events.WithCancellation(cancellation).ConfigureAwait(false))
        {
            collected.Add(e);
        }

        return collected;
    }
}
