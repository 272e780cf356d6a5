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
/// <param name="matching">Finds out, once, what an erasure by filter takes out.</param>
/// <param name="search">Finds the events of erased people.</param>
/// <param name="removal">Takes them out.</param>
/// <param name="sweep">Deletes blocks that the day does not name.</param>
/// <param name="exports">Replaces the day in the bucket; null where days are not exported.</param>
/// <param name="clock">The present.</param>
internal sealed class DayPurge(DayMatching matching, DaySearch search, DayRemoval removal, BlockSweep sweep, ExportPass? exports, TimeProvider clock)
{
    private const int MostSearches = 6;

    public async Task<PurgedDay> RunAsync(Erasure erasure, Site site, LocalDay date, Deadline deadline, CancellationToken cancellation)
    {
        var purged = new PurgedDay(DayOutcome.OutOfTime, IsChanged: false, 0);
        for (int searches = 0; searches < MostSearches && !deadline.HasPassed; searches++)
        {
            (DayJob job, List<ItemKey> parts) = await search.BeginAsync(erasure, site, date, deadline, cancellation);
            if (job.Day?.Claim is { } claim && claim.Until > clock.GetUtcNow())
            {
                return purged with { Outcome = DayOutcome.Busy };
            }

            if (erasure.Kind == ErasureKind.Filter && !job.Tombstones.Knows(erasure))
            {
                MatchedDay? matched = await matching.RunAsync(erasure, job, cancellation);
                if (matched is { IsNone: true } none)
                {
                    return purged with { Outcome = DayOutcome.Done, LookedAt = none.LookedAt };
                }

                continue;
            }

            if (await search.RunAsync(job, parts, cancellation) is not { } found)
            {
                continue;
            }

            if (found.IsClean)
            {
                return await ExportAsync(job, purged, found, cancellation);
            }

            if (!found.HasEvents)
            {
                await sweep.RunAsync(job, found.Unnamed, cancellation);
                continue;
            }

            (DayOutcome outcome, long removed) = await removal.RunAsync(erasure, job, found, cancellation);
            purged = purged with { IsChanged = true, Events = purged.Events + removed };
            if (outcome is not (DayOutcome.Done or DayOutcome.Overtaken))
            {
                return purged with { Outcome = outcome };
            }
        }

        return purged;
    }

    // The table holds nothing of them. The day is done when its object in the bucket holds nothing either.
    private async Task<PurgedDay> ExportAsync(DayJob job, PurgedDay purged, DayFindings found, CancellationToken cancellation)
    {
        DayWork exported = exports is null
            ? job.Work(DayStep.Export, DayOutcome.Done)
            : await exports.FollowAsync(job, purged.IsChanged, cancellation);
        return exported.Outcome == DayOutcome.Done
            ? purged with { Outcome = DayOutcome.Done, LookedAt = new ErasureCounts(1, found.RawEvents, found.Blocks, found.Rows) }
            : purged with { Outcome = exported.Outcome, Fault = exported.Fault };
    }
}
