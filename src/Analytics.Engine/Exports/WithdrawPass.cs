using Analytics.Engine.Days;
using Analytics.Store.Calendars;
using Analytics.Store.Days;

namespace Analytics.Engine.Exports;

/// <summary>
/// Takes days that are over by their site's retention out of the bucket, from the one that a marker stands for on, and hands the marker on
/// to the next day that is left.
/// </summary>
internal sealed class WithdrawPass(ExportPass exports, DayStore days, WorkMarkers markers, TimeProvider clock)
{
    private const int MostDays = 1_000;

    public async Task<DayWork> RunAsync(DayJob job, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        LocalDay last = job.Date;
        for (int more = 1; more < MostDays && Expiry(job, last.Plus(1)) <= now; more++)
        {
            last = last.Plus(1); // also where nothing is stored of it any more
        }

        DayWork work = await exports.TakeAsync(job, job.Date, last, cancellation);
        if (work.Outcome == DayOutcome.Done && await NextAsync(job, last, now, cancellation) is { } next && Expiry(job, next) is { } due)
        {
            await markers.LeaveAsync(new WorkMarker(job.Site.Id, next, WorkMarker.Minute(due > now ? due : now)) { Upkeep = true }, cancellation);
        }

        return work;
    }

    private async Task<LocalDay?> NextAsync(DayJob job, LocalDay last, DateTimeOffset now, CancellationToken cancellation) =>
        Expiry(job, last.Plus(1)) <= now ? last.Plus(1) : (await days.BesideAsync(job.Site.Id, last, after: true, cancellation))?.Day;

    private static DateTimeOffset? Expiry(DayJob job, LocalDay day) => Day.ExpiryOf(job.Site, job.Site.Calendar.EndOf(day));
}
