using Analytics.Engine.Days;
using Analytics.Engine.Erasing;
using Analytics.Engine.Exports;
using Analytics.Store.Blocks;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Engine.Expiry;

/// <summary>
/// Takes out of one day the kinds of events that its site keeps no longer: out of its blocks first, then out of its raw events, and deletes what it does
/// not name. It looks again until there is nothing to do; a process that is killed leaves the day to the next.
/// </summary>
/// <param name="days">Stores days.</param>
/// <param name="blocks">Stores blocks.</param>
/// <param name="erasures">Who is erased of the day: a rewrite leaves them out too.</param>
/// <param name="rewrite">Writes the blocks of a sealed day again.</param>
/// <param name="logs">Writes the logs of an open day again.</param>
/// <param name="raw">Empties raw events.</param>
/// <param name="sweep">Deletes blocks that the day does not name.</param>
/// <param name="exports">Replaces the day in the bucket; null where days are not exported.</param>
/// <param name="clock">The present.</param>
internal sealed class KindPurge(
    DayStore days, BlockStore blocks, ErasureReader erasures, BlockRewrite rewrite, LogRewrite logs, RawEmptying raw, BlockSweep sweep, ExportPass? exports, TimeProvider clock)
{
    private const int MostLooks = 8;

    /// <summary>Takes them out. Done: nothing of them is stored of the day; and whether that changed anything.</summary>
    public async Task<(DayOutcome Outcome, bool IsChanged)> RunAsync(Site site, LocalDay date, Deadline deadline, CancellationToken cancellation)
    {
        bool isChanged = false;
        for (int looks = 0; looks < MostLooks && !deadline.HasPassed; looks++)
        {
            // The keys before the day: a build that stored one of them is either named or announced by the day that is read after.
            List<ItemKey> parts = await blocks.FindAllAsync(site.Id, date, cancellation);
            Day? day = await days.FindAsync(site.Id, date, cancellation);
            var job = new DayJob(site, date, day, deadline) { Tombstones = await erasures.ReadAsync(site.Id, date, site.Calendar.StartOf(date), cancellation) };
            if (day?.Claim is { } claim && claim.Until > clock.GetUtcNow())
            {
                return (DayOutcome.Busy, isChanged);
            }

            EventKinds expired = KindRetention.ExpiredOf(site, date, clock.GetUtcNow());
            DayOutcome built = await BuildAsync(job, expired, cancellation);
            if (built is DayOutcome.Nothing && await raw.RunAsync(job, expired, cancellation) is not 0 and var written)
            {
                built = written is null ? DayOutcome.OutOfTime : DayOutcome.Done;
            }

            if (built is DayOutcome.Nothing && Unnamed(job, parts) is { Count: > 0 } unnamed)
            {
                await sweep.RunAsync(job, unnamed, cancellation);
                built = DayOutcome.Done;
            }

            isChanged |= built is DayOutcome.Done;
            switch (built)
            {
                case DayOutcome.Nothing:
                    return (await ExportAsync(job, isChanged, cancellation), isChanged);
                case DayOutcome.Done or DayOutcome.Overtaken:
                    break;
                default:
                    return (built, isChanged);
            }
        }

        return (DayOutcome.OutOfTime, isChanged);
    }

    // Nothing: the day holds none of them, and says so.
    private async Task<DayOutcome> BuildAsync(DayJob job, EventKinds expired, CancellationToken cancellation)
    {
        bool isOpen = job.Base.State == DayState.Open;
        EventKinds left = isOpen ? expired : expired & ~job.Base.Expired;
        if (left == EventKinds.None || job.Day is not { } day)
        {
            return DayOutcome.Nothing;
        }

        bool holds = false;
        foreach (DayBlock named in day.Blocks)
        {
            if (await blocks.OpenAsync(day, named, cancellation) is not { } block)
            {
                return DayOutcome.Overtaken;
            }

            holds |= Array.Exists(block.Columns.Text(BlockField.Name).Values, name => left.Hold(name));
            if (holds)
            {
                break;
            }
        }

        if (holds)
        {
            return isOpen ? await logs.RunAsync(job, job.Tombstones, cancellation) : (await rewrite.RunAsync(job, cancellation)).Outcome;
        }

        if (isOpen)
        {
            return DayOutcome.Nothing;
        }

        job.Day = await days.ChangeAsync(day, day with { Expired = day.Expired | expired }, cancellation);
        return job.Day is null ? DayOutcome.Overtaken : DayOutcome.Nothing;
    }

    private static List<ItemKey> Unnamed(DayJob job, List<ItemKey> parts)
    {
        HashSet<ItemKey> known = [.. job.Base.Blocks.SelectMany(b => BlockCommands.PartsOf(job.Site.Id, job.Date, b.Id, b.Parts))];
        return parts.FindAll(part => !known.Contains(part));
    }

    private async Task<DayOutcome> ExportAsync(DayJob job, bool isChanged, CancellationToken cancellation) =>
        exports is null || job.Day is null ? DayOutcome.Done : (await exports.FollowAsync(job, isChanged, cancellation)).Outcome;
}
