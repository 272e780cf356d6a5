using Analytics.Engine.Days;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Erasures;
using Analytics.Store.Sites;

namespace Analytics.Engine.Erasing;

/// <summary>Which days can hold somebody who is to be erased.</summary>
internal sealed class ErasureScope(DayStore days, TimeProvider clock)
{
    // As long as days without an item may have raw events: see DayReader.
    private const int UnbuiltDays = 41;

    /// <summary>Whether visitors can be told apart in a day: it has begun and is not closed.</summary>
    public async Task<bool> HasVisitorsAsync(Site site, LocalDay date, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow().AsStored();
        return site.Calendar.StartOf(date) <= now && !await IsClosedAsync(site, date, now, cancellation);
    }

    /// <summary>
    /// The days that are not done, oldest first: those of which something was built, expired ones included, and those of which there may
    /// be raw events alone.
    /// </summary>
    public async Task<List<LocalDay>> ReadLeftAsync(Erasure erasure, Site site, CancellationToken cancellation)
    {
        // Of a person what happened up to the request is erased. All else goes by what was received, and a clock may be ahead.
        LocalDay last = site.Calendar.DayOf(erasure.AskedAt).Plus(erasure.GoesByReceipt ? 1 : 0);
        SortedSet<LocalDay> concerned = erasure.Day is { } one
            ? [one]
            : [.. (await days.ListAsync(site.Id, last, cancellation)).Select(d => d.Day)];
        for (LocalDay day = last.Plus(-UnbuiltDays); erasure.Day is null && day <= last; day = day.Plus(1))
        {
            _ = concerned.Add(day);
        }

        return [.. concerned.Where(day => erasure.IsOf(day) && (erasure.DoneUntil is not { } done || day > done))];
    }

    private async Task<bool> IsClosedAsync(Site site, LocalDay date, DateTimeOffset now, CancellationToken cancellation) =>
        await days.FindAsync(site.Id, date, cancellation) is { } day
            ? day.State == DayState.Closed || day.ClosesAt + NextStep.CloseAfter <= now
            : site.Calendar.EndOf(date).AddDays(UnbuiltDays) <= now;
}
