using Analytics.Engine.Days;
using Analytics.Engine.Exports;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Erasures;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Engine.Erasing;

/// <summary>
/// Erases people from one day: removes what a search finds and searches again, until a search finds nothing. That last search is the
/// proof. If the process is killed, the day is searched again from the beginning.
/// </summary>
/// <param name="search">Finds the events of erased people.</param>
/// <param name="removal">Takes them out.</param>
/// <param name="sweep">Deletes blocks that the day does not name.</param>
/// <param name="exports">Replaces the day in the bucket; null where days are not exported.</param>
/// <param name="clock">The present.</param>
internal sealed class DayPurge(DaySearch search, DayRemoval removal, BlockSweep sweep, ExportPass? exports, TimeProvider clock)
{
    private const int MostSearches = 6;

    public async Task<PurgedDay> RunAsync(Erasure erasure, Site site, LocalDay date, Deadline deadline, CancellationToken cancellation)
    {
        var purged = new PurgedDay(DayOutcome.OutOfTime, IsChanged: false, 0);
        for (int searches = 0; searches < MostSearches && !deadline.HasPassed; searches++)
        {
            (DayJob visit, List<ItemKey> parts) = await search.BeginAsync(site, date, deadline, cancellation);
            if (visit.Day?.Claim is { } claim && claim.Until > clock.GetUtcNow())
            {
                return purged with { Outcome = DayOutcome.Busy };
            }

            if (await search.RunAsync(visit, parts, cancellation) is not { } found)
            {
                continue;
            }

            if (found.IsClean)
            {
                return await ExportAsync(visit, purged, found, cancellation);
            }

            if (!found.HasEvents)
            {
                await sweep.RunAsync(visit, found.Unnamed, cancellation);
                continue;
            }

            (DayOutcome outcome, long removed) = await removal.RunAsync(erasure, visit, found, cancellation);
            purged = purged with { IsChanged = true, Events = purged.Events + removed };
            if (outcome is not (DayOutcome.Done or DayOutcome.Overtaken))
            {
                return purged with { Outcome = outcome };
            }
        }

        return purged;
    }

    // The table holds nothing of them. The day is done when its object in the bucket holds nothing either.
    private async Task<PurgedDay> ExportAsync(DayJob visit, PurgedDay purged, DayFindings found, CancellationToken cancellation)
    {
        DayWork exported = exports is null
            ? visit.Work(DayStep.Export, DayOutcome.Done)
            : await exports.FollowAsync(visit, purged.IsChanged, cancellation);
        return exported.Outcome == DayOutcome.Done
            ? purged with { Outcome = DayOutcome.Done, LookedAt = new ErasureCounts(1, found.RawEvents, found.Blocks, found.Rows) }
            : purged with { Outcome = exported.Outcome, Fault = exported.Fault };
    }
}
