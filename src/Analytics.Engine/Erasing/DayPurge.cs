using Analytics.Engine.Compaction;
using Analytics.Engine.Days;
using Analytics.Engine.Exports;
using Analytics.Engine.Tables;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Erasures;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Engine.Erasing;

/// <summary>
/// Erases people from one day: deletes what a search finds and searches again, until a search finds nothing. That last search is the
/// proof. If the process is killed, the day is searched again from the beginning.
/// </summary>
/// <param name="table">The events table.</param>
/// <param name="days">Its days.</param>
/// <param name="blocks">Their blocks.</param>
/// <param name="markers">Asks for neighbours to be sealed again.</param>
/// <param name="raw">Deletes raw events.</param>
/// <param name="rewriting">Removes events from blocks.</param>
/// <param name="seal">Seals a day again if its raw events are still complete.</param>
/// <param name="erasures">Who is to be erased.</param>
/// <param name="exports">Replaces the day in the bucket; null where days are not exported.</param>
internal sealed class DayPurge(
    EventsTable table,
    DayStore days,
    BlockStore blocks,
    WorkMarkers markers,
    RawPurge raw,
    BlockPurge rewriting,
    SealPass seal,
    ErasureReader erasures,
    ExportPass? exports)
{
    private const int MostLooks = 6;

    /// <summary>What became of a day.</summary>
    /// <param name="Outcome">Done: nothing of them is there. Anything else: it must be looked at again.</param>
    /// <param name="Changed">Whether something was taken out.</param>
    /// <param name="Events">Events that were.</param>
    /// <param name="LookedAt">What the look that found nothing looked through.</param>
    /// <param name="Fault">What went wrong; null where nothing did.</param>
    public sealed record Result(DayOutcome Outcome, bool Changed, long Events, ErasureCounts LookedAt, string? Fault = null);

    public async Task<Result> RunAsync(Erasure erasure, Site site, LocalDay date, Deadline deadline, CancellationToken cancellation)
    {
        bool changed = false;
        long events = 0;
        for (int looks = 0; looks < MostLooks && !deadline.HasPassed; looks++)
        {
            // The keys before the day: a build that stored one of them is either named or announced by the day that is read after.
            List<ItemKey> keys = await blocks.FindAllAsync(site.Id, date, cancellation);
            Day? day = await days.FindAsync(site.Id, date, cancellation);
            if (day?.Claim is { } claim && claim.Until > table.Clock.GetUtcNow())
            {
                return new Result(DayOutcome.Busy, changed, events, default);
            }

            Tombstones tombstones = await erasures.ReadAsync(site.Id, date, site.Calendar.StartOf(date), cancellation);
            var visit = new DayVisit(site, date, day, deadline) { Tombstones = tombstones };
            if (await LookAsync(visit, keys, cancellation) is not { } look)
            {
                continue;
            }

            if (look.IsClean)
            {
                DayWork laid = exports is null ? visit.Work(DayStep.Export, DayOutcome.Done) : await exports.FollowAsync(visit, changed, cancellation);
                return laid.Outcome == DayOutcome.Done
                    ? new Result(DayOutcome.Done, changed, events, new ErasureCounts(1, look.RawEvents, look.Blocks, look.Rows))
                    : new Result(laid.Outcome, changed, events, default, laid.Fault);
            }

            if (!look.HasFound)
            {
                await SweepAsync(visit, look.Unnamed, cancellation);
                continue;
            }

            (DayOutcome outcome, long erased) = await TakeOutAsync(erasure, visit, look, cancellation);
            (changed, events) = (true, events + erased);
            if (outcome is not (DayOutcome.Done or DayOutcome.Overtaken))
            {
                return new Result(outcome, changed, events, default);
            }
        }

        return new Result(DayOutcome.OutOfTime, changed, events, default);
    }

    /// <summary>How many events of a day an erasure would take out. It changes nothing.</summary>
    public async Task<long> CountAsync(Erasure erasure, ErasureSecret secret, Site site, LocalDay date, Deadline deadline, CancellationToken cancellation)
    {
        Day? day = await days.FindAsync(site.Id, date, cancellation);
        Tombstones tombstones = Tombstones.Of(secret, date, [.. Tombstones.Concerning([erasure], date, site.Calendar.StartOf(date))], []);
        DayLook look = await CountAsync(new DayVisit(site, date, day, deadline) { Tombstones = tombstones }, cancellation);
        if (look.Visitors.Count > 0)
        {
            look = await CountAsync(new DayVisit(site, date, day, deadline) { Tombstones = tombstones.With(look.Visitors) }, cancellation);
        }

        return Math.Max(look.RawFound, look.RowsFound);
    }

    private async Task<DayLook> CountAsync(DayVisit visit, CancellationToken cancellation)
    {
        var look = new DayLook();
        await raw.LookAsync(visit, look, cancellation);
        _ = await rewriting.LookAsync(visit, look, cancellation);
        return look;
    }

    private async Task<DayLook?> LookAsync(DayVisit visit, List<ItemKey> keys, CancellationToken cancellation)
    {
        var look = new DayLook();
        HashSet<ItemKey> named = [.. visit.Base.Blocks.SelectMany(b => BlockCommands.PartsOf(visit.Site.Id, visit.Date, b.Id, b.Parts))];
        look.Unnamed.AddRange(keys.Where(key => !named.Contains(key)));
        await raw.LookAsync(visit, look, cancellation);
        return await rewriting.LookAsync(visit, look, cancellation) ? look : null;
    }

    // The order is what makes it safe to be killed: whom to look for is remembered before the first of their events goes, and what is
    // built without them is in place before the raw events that it was built from are fewer.
    private async Task<(DayOutcome Outcome, long Events)> TakeOutAsync(Erasure erasure, DayVisit visit, DayLook look, CancellationToken cancellation)
    {
        Tombstones all = visit.Tombstones.With(look.Visitors);
        await RememberAsync(erasure, visit, look, cancellation);
        (DayOutcome outcome, long erased) = await RewriteAsync(visit, all, cancellation);
        if (outcome != DayOutcome.Done)
        {
            return (outcome, 0);
        }

        (int deleted, bool near) = await raw.DeleteAsync(visit, all, cancellation);
        if (near)
        {
            await TellNeighboursAsync(visit, cancellation);
        }

        return (DayOutcome.Done, Math.Max(erased, deleted));
    }

    private async Task RememberAsync(Erasure erasure, DayVisit visit, DayLook look, CancellationToken cancellation)
    {
        IEnumerable<ulong> fresh = look.Visitors.Keys.Where(v => !visit.Tombstones.HasVisitor(v)).Select(visit.Tombstones.HashOf);
        DateTimeOffset expiry = table.Clock.GetUtcNow() + RawRetention.Of(visit.Site);
        foreach (ulong[] some in fresh.Chunk(ErasedVisitors.Most))
        {
            _ = await table.Client.PutItemAsync(ErasureCommands.PutVisitors(table.Name, erasure, visit.Date, EventId.New().Value, some, expiry), cancellation);
        }
    }

    private async Task<(DayOutcome Outcome, long Erased)> RewriteAsync(DayVisit visit, Tombstones all, CancellationToken cancellation)
    {
        if (visit.Day is null or { State: DayState.Open })
        {
            return (await rewriting.RewriteLogsAsync(visit, all, cancellation), 0);
        }

        bool hasRaw = visit.Day.State == DayState.Sealed && !(visit.Day.ClosesAt + NextStep.CloseAfter <= table.Clock.GetUtcNow());
        DayOutcome outcome = hasRaw ? (await seal.RunAsync(visit, cancellation)).Outcome : DayOutcome.Refused;
        return outcome == DayOutcome.Refused ? await rewriting.RewriteSealedAsync(visit, cancellation) : (outcome, 0);
    }

    private async Task SweepAsync(DayVisit visit, List<ItemKey> unnamed, CancellationToken cancellation)
    {
        // A claim that is over may have a holder yet who is slow: after this change their build takes no effect any more.
        if (visit.Day is { Claim: not null } claimed && await days.ChangeAsync(claimed, DayClaims.Without(claimed, null, table.Clock.GetUtcNow()), cancellation) is null)
        {
            return;
        }

        foreach (ItemKey part in unnamed)
        {
            await blocks.DeleteAsync(part, cancellation);
        }
    }

    // A copy beyond midnight that did not count because of an event that is gone now: the neighbour is sealed again.
    private async Task TellNeighboursAsync(DayVisit visit, CancellationToken cancellation)
    {
        foreach (int beside in new[] { -1, 1 })
        {
            LocalDay day = visit.Date.Plus(beside);
            if (await days.FindAsync(visit.Site.Id, day, cancellation) is { State: DayState.Sealed })
            {
                await markers.LeaveAsync(new WorkMarker(visit.Site.Id, day, WorkMarker.Minute(table.Clock.GetUtcNow())), cancellation);
            }
        }
    }
}
