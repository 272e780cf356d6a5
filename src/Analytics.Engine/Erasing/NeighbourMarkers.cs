using Analytics.Engine.Days;
using Analytics.Store.Calendars;
using Analytics.Store.Days;

namespace Analytics.Engine.Erasing;

/// <summary>
/// Asks for a day's sealed neighbours to be sealed again. A copy beyond midnight may not have counted there because of an event that is
/// gone now.
/// </summary>
internal sealed class NeighbourMarkers(DayStore days, WorkMarkers markers, TimeProvider clock)
{
    public async Task LeaveAsync(DayJob job, CancellationToken cancellation)
    {
        foreach (int beside in new[] { -1, 1 })
        {
            LocalDay day = job.Date.Plus(beside);
            if (await days.FindAsync(job.Site.Id, day, cancellation) is { State: DayState.Sealed })
            {
                await markers.LeaveAsync(new WorkMarker(job.Site.Id, day, WorkMarker.Minute(clock.GetUtcNow())), cancellation);
            }
        }
    }
}
