using Analytics.Engine.Days;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Sites;

namespace Analytics.Engine.Exports;

/// <summary>What lies of a site in a bucket when the site is deleted, or keeps its days for another time.</summary>
internal sealed class BucketSweep(DayStore days, WorkMarkers markers, TimeProvider clock)
{
    /// <summary>So long after a site was deleted nobody lays a day of it any more: whoever began before has ended.</summary>
    public static readonly TimeSpan After = TimeSpan.FromMinutes(20);

    // So long a marker waits for a maintenance that does not run. What was to go before that and is not listed any more may still lie there.
    private const int Unlisted = 45;
    private const int AtOnce = 8;

    /// <summary>Takes all days of a deleted site away: how many of them were stored.</summary>
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
