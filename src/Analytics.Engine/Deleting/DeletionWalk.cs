using Analytics.Engine.Days;
using Analytics.Store.Calendars;
using Analytics.Store.Deletions;

namespace Analytics.Engine.Deleting;

/// <summary>
/// Takes one deletion through the days of its site, again and again, until a pass that began when nobody can write any more finds nothing. Then
/// the site goes. It may be killed at any moment: what was not told is searched again.
/// </summary>
internal sealed class DeletionWalk(DayStore days, SiteSweep sweep, DeletionStore deletions, TimeProvider clock)
{
    // A bucket may hold so many days before the first Day that is stored: see BucketSweep. An event may come from a day or so ahead.
    private const int DaysBefore = 45;
    private const int DaysAhead = 2;

    // Most days of a young site are empty: not each of them is worth a write.
    private const int EmptyDaysPerChange = 25;

    /// <summary>Goes on until the site is gone or the time is up.</summary>
    /// <param name="deletion">As it is stored.</param>
    /// <param name="deadline">When to stop.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The deletion as it is now, and whether the site is gone; null where another process is at it.</returns>
    public async Task<(SiteDeletion Deletion, bool IsGone)?> RunAsync(SiteDeletion deletion, Deadline deadline, CancellationToken cancellation)
    {
        while (deletion.Passes == 0 || clock.GetUtcNow() >= deletion.CheckedFrom)
        {
            (SiteDeletion? stored, bool isOver) = await PassAsync(deletion, deadline, cancellation);
            if (stored is null)
            {
                return null;
            }

            if (!isOver)
            {
                return (stored, false);
            }

            if (stored is { Passes: > 0, Found: 0 })
            {
                return await deletions.EndAsync(stored, cancellation) ? (stored, true) : null;
            }

            SiteDeletion next = stored with { Passes = stored.Passes + 1, DoneUntil = null, DaysLeft = 0, Found = 0 };
            if (await deletions.ChangeAsync(next, cancellation) is not { } begun)
            {
                return null;
            }

            deletion = begun;
        }

        return (deletion, false);
    }

    // Null where another process changed it first.
    private async Task<(SiteDeletion? Stored, bool IsOver)> PassAsync(SiteDeletion deletion, Deadline deadline, CancellationToken cancellation)
    {
        List<LocalDay> left = await ReadLeftAsync(deletion, cancellation);
        for (int i = 0; i < left.Count; i++)
        {
            if (deadline.HasPassed)
            {
                return (await deletions.ChangeAsync(deletion, cancellation), false);
            }

            (long removed, bool isEmpty) = await sweep.RunAsync(deletion, left[i], deadline, cancellation);
            deletion = After(deletion, removed) with { DoneUntil = isEmpty ? left[i] : deletion.DoneUntil, DaysLeft = left.Count - i - (isEmpty ? 1 : 0) };
            if (removed > 0 || !isEmpty || i % EmptyDaysPerChange == 0 || i == left.Count - 1)
            {
                if (await deletions.ChangeAsync(deletion, cancellation) is not { } stored)
                {
                    return (null, false);
                }

                deletion = stored;
            }

            if (!isEmpty)
            {
                return (deletion, false);
            }
        }

        (long rest, bool isOver) = await sweep.RunAsync(deletion, deadline, cancellation);
        return (await deletions.ChangeAsync(After(deletion, rest), cancellation), isOver);
    }

    private static SiteDeletion After(SiteDeletion deletion, long removed) =>
        deletion with { Removed = deletion.Removed + removed, Found = deletion.Found + removed, Fault = null };

    // Those of which a Day is stored, expired ones included, and those of which there may be something without one.
    private async Task<List<LocalDay>> ReadLeftAsync(SiteDeletion deletion, CancellationToken cancellation)
    {
        SortedSet<LocalDay> all = [.. (await days.ListAsync(deletion.Site, new LocalDay(DateOnly.MaxValue), cancellation)).Select(d => d.Day)];
        if (all.Count > 0)
        {
            Add(all, DateOnly.FromDayNumber(Math.Max(0, all.Min.Date.DayNumber - DaysBefore)), all.Min.Date);
        }

        Add(all, deletion.FirstDay.Date, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(DaysAhead));
        return [.. all.Where(day => deletion.DoneUntil is not { } done || day > done)];
    }

    private static void Add(SortedSet<LocalDay> all, DateOnly first, DateOnly last)
    {
        for (DateOnly day = first; day <= last; day = day.AddDays(1))
        {
            _ = all.Add(new LocalDay(day));
        }
    }
}
