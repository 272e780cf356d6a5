using Analytics.Engine.Days;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Sites;

namespace Analytics.Engine.Exports;

/// <summary>Removes a site's days from the bucket after the site is deleted or its retention changes.</summary>
internal sealed class BucketSweep(DayStore days, WorkMarkers markers, TimeProvider clock)
{
    // How many days before the oldest stored one are deleted too. The table may no longer list them, but the bucket may still hold them if
    // maintenance did not run. Their marker waits this many days for it.
    private const int Unlisted = 45;
    private const int AtOnce = 8;

    /// <summary>Deletes all days of a deleted site from the bucket. Returns how many the table lists.</summary>
    public async Task<int> RunAsync(IDayBucket bucket, SiteId site, CancellationToken cancellation)
    {
        List<(LocalDay Day, DateTimeOffset? ExpiresAt)> stored = await days.ListAsync(site, new LocalDay(DateOnly.MaxValue), cancellation);
        var today = new LocalDay(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        LocalDay first = stored.Select(d => d.Day).Append(today).Min().Plus(-Unlisted), last = stored.Select(d => d.Day).Append(today).Max();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, last.Date.DayNumber - first.Date.DayNumber + 1),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (day, stop) => await bucket.DeleteAsync(site, first.Plus(day), stop));
        return stored.Count;
    }

    /// <summary>Leaves a marker for the end of the oldest day that is kept: see <see cref="WithdrawPass"/>.</summary>
    public async Task LeaveEndAsync(Site site, IEnumerable<LocalDay> days, CancellationToken cancellation)
    {
        foreach (LocalDay day in days.Order())
        {
            DateTimeOffset? expiry = Day.ExpiryOf(site, site.Calendar.EndOf(day));
            if (expiry is null || expiry > clock.GetUtcNow())
            {
                await (expiry is { } due ? markers.LeaveAsync(new WorkMarker(site.Id, day, WorkMarker.Minute(due)) { Upkeep = true }, cancellation) : Task.CompletedTask);
                return;
            }
        }
    }
}
