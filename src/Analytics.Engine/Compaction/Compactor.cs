using Amazon.DynamoDBv2;
using Analytics.Engine.Days;
using Analytics.Engine.Exports;
using Analytics.Engine.Sites;
using Analytics.Engine.Tables;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Sites;

namespace Analytics.Engine.Compaction;

/// <summary>
/// Does the work that markers ask for: turns raw events into blocks, seals days, compares, closes, tidies up. May be killed at any
/// moment, run twice, and run by several at once: a day changes by one conditional write, and a marker goes after its work is done.
/// </summary>
public sealed partial class Compactor
{
    private const int MostSteps = 30; // a merge with each log, and half as many again as 10,000 events a second leave in a minute

    // How long after a failure of the bucket an export is tried again.
    private static readonly TimeSpan BucketAgain = TimeSpan.FromMinutes(10);

    private readonly IAmazonDynamoDB _client;
    private readonly string _table;
    private readonly SiteDirectory _sites;
    private readonly TimeProvider _clock;
    private readonly EventReader _reader;
    private readonly DayStore _days;
    private readonly WorkMarkers _markers;
    private readonly ErasureReader _erasures;
    private readonly SealPass _seal;
    private readonly SettlePass _settle;
    private readonly AuditPass _audit;
    private readonly TailPass _tail;
    private readonly GarbagePass _garbage;
    private readonly ExportPass? _exports;
    private readonly WithdrawPass? _withdraw;
    private readonly CompactionLimits _limits;

    internal Compactor(
        EventsTable table,
        SiteDirectory sites,
        EventReader reader,
        DayStore days,
        WorkMarkers markers,
        ErasureReader erasures,
        CompactionPasses passes,
        CompactionLimits limits)
    {
        (_client, _table, _clock, _limits) = (table.Client, table.Name, table.Clock, limits);
        (_sites, _reader, _days, _markers, _erasures) = (sites, reader, days, markers, erasures);
        (_seal, _settle, _audit, _tail, _garbage, _exports, _withdraw) = passes;
    }

    private async Task<VisitEnd> VisitAsync(DueDays.Due due, Deadline deadline, bool mayBeLarge, Action<DayWork> tell, CancellationToken cancellation)
    {
        (SiteId id, LocalDay date, List<WorkMarker> markers) = due;
        if (await _sites.FindAsync(id.Value, cancellation) is { } site && site.Id == id)
        {
            bool eventsCame = markers.Exists(m => !m.Upkeep);
            DayVisit visit = await BeginAsync(site, date, eventsCame, deadline, cancellation, mayBeLarge);
            if (visit.IsTooLarge(visit.Base.Rows))
            {
                return VisitEnd.PutOff;
            }

            DateTimeOffset now = _clock.GetUtcNow(), end = site.Calendar.EndOf(date);
            if (eventsCame && now - NextStep.Settled < end)
            {
                // Not over: it asked for compaction, or the day grew longer when the site changed its zone. Its seal must not be forgotten.
                await _markers.LeaveAsync(new WorkMarker(id, date, WorkMarker.NextSeal(end, now, authenticated: false)), cancellation);
            }

            else if (eventsCame && IsTooSoon(visit.Day, markers, end, now))
            {
                eventsCame = false;
                await _markers.LeaveAsync(new WorkMarker(id, date, WorkMarker.NextSeal(end, now, authenticated: true)), cancellation);
            }

            if (!await StepsAsync(visit, eventsCame, tell, cancellation, _exports?.Bucket))
            {
                return visit.IsPutOff ? VisitEnd.PutOff : VisitEnd.Left;
            }
        }

        foreach (WorkMarker marker in markers)
        {
            await _markers.RemoveAsync(marker, cancellation);
        }

        return VisitEnd.Done;
    }

    // Instances that know nothing of each other may ask for seals minutes apart.
    private static bool IsTooSoon(Day? day, List<WorkMarker> markers, DateTimeOffset end, DateTimeOffset now) =>
        day is { State: DayState.Sealed, SealedAt: { } at } && at + NextStep.BetweenSeals > now && markers.TrueForAll(m => m.Upkeep || !m.IsRegular(end));

    private async Task<DayVisit> BeginAsync(
        Site site, LocalDay date, bool isMarked, Deadline deadline, CancellationToken cancellation, bool mayBeLarge = true)
    {
        Day? day = await _days.FindAsync(site.Id, date, cancellation);
        return new DayVisit(site, date, day, deadline)
        {
            IsMarked = isMarked,
            Most = mayBeLarge ? long.MaxValue : _limits.SmallDay,
            Tombstones = await _erasures.ReadAsync(site.Id, date, site.Calendar.StartOf(date), cancellation),
        };
    }

    // Whether all is done, so that nobody need come again for the same reason.
    private async Task<bool> StepsAsync(DayVisit visit, bool eventsCame, Action<DayWork> tell, CancellationToken cancellation, string? bucket = null)
    {
        TailPass.Tail? tail = null;
        DateTimeOffset end = visit.Site.Calendar.EndOf(visit.Date);
        for (int steps = 0; steps < MostSteps; steps++)
        {
            DateTimeOffset now = _clock.GetUtcNow();
            var facts = new DayFacts(end)
            {
                EventsCame = eventsCame,
                Tail = tail?.Events.Count ?? 0,
                TailThreshold = _limits.TailThreshold,
                MostBlocks = _limits.LogBlocks,
                Bucket = bucket,
                ExpiresAt = Day.ExpiryOf(visit.Site, end),
                MaySettle = !visit.IsSettleTried,
            };
            if (tail is null && eventsCame && now - NextStep.Settled < facts.End && visit.Day is null or { State: DayState.Open, Claim: null })
            {
                tail = await _tail.ReadAsync(visit, cancellation);
                if (visit.IsPutOff)
                {
                    return false;
                }

                facts = facts with { Tail = tail.Events.Count };
            }

            DayStep step = NextStep.Of(visit.Day, facts, now);
            if (step == DayStep.Nothing)
            {
                if (visit.Day is { State: not DayState.Open, Garbage.Count: > 0 } left)
                {
                    await LeaveUpkeepAsync(left, now + DayGarbage.Grace, cancellation);
                }

                if (!visit.IsMarked && visit.Day is { State: DayState.Sealed, AuditedAt: null, SealedAt: { } at } waiting && at + NextStep.AuditAfter > now)
                {
                    // Too early: somebody whose clock is ahead sealed it again after this marker was left, and may not have left another.
                    await LeaveUpkeepAsync(waiting, at + NextStep.AuditAfter, cancellation);
                }

                return true;
            }

            DayWork work = visit.Deadline.HasPassed ? visit.Work(step, DayOutcome.OutOfTime) : step switch
            {
                DayStep.CompactTail => await _tail.CompactAsync(visit, tail!, cancellation),
                DayStep.Merge => await _tail.MergeAsync(visit, cancellation),
                DayStep.Seal => await _seal.RunAsync(visit, cancellation),
                DayStep.Settle => await _settle.RunAsync(visit, cancellation),
                DayStep.Audit => await _audit.RunAsync(visit, cancellation),
                DayStep.Close => await CloseAsync(visit, cancellation),
                DayStep.CollectGarbage => await _garbage.RunAsync(visit, cancellation),
                DayStep.Export => await _exports!.RunAsync(visit, cancellation),
                DayStep.Withdraw => await _withdraw!.RunAsync(visit, cancellation),
                _ => visit.Work(step, DayOutcome.Busy),
            };
            if (visit.IsPutOff)
            {
                return false;
            }

            tell(work);
            if (step is DayStep.Withdraw || (step is DayStep.Export && work.Outcome != DayOutcome.Done))
            {
                await ComeAgainAsync(visit, work, cancellation);
                return true;
            }

            if (step is DayStep.Settle && work.Outcome == DayOutcome.Nothing)
            {
                continue;
            }

            if (work.Outcome is DayOutcome.Refused or DayOutcome.Nothing)
            {
                return true;
            }

            if (work.Outcome != DayOutcome.Done)
            {
                return false;
            }

            tail = step == DayStep.CompactTail && !tail!.IsCut ? tail with { Events = [] } : step == DayStep.CompactTail ? null : tail;
            eventsCame = await AfterAsync(visit, step, work, eventsCame, cancellation);
        }

        return false;
    }

    // Whether a seal has still something to take in.
    private async Task<bool> AfterAsync(DayVisit visit, DayStep step, DayWork work, bool eventsCame, CancellationToken cancellation)
    {
        Day day = visit.Day!;
        switch (step)
        {
            case DayStep.Seal:
                await LeaveUpkeepAsync(day, day.SealedAt!.Value + NextStep.AuditAfter, cancellation);
                return false;
            case DayStep.Audit:
                // The audit has just seen all that the seal saw: only what came later can be missing.
                return work.Drift != 0 || (eventsCame && await _reader.AnyAsync(visit, cancellation));
            case DayStep.CompactTail:
                await PauseOverBudgetAsync(visit, day, cancellation);
                return eventsCame;
            default:
                return eventsCame;
        }
    }

    // Asked whenever some thousand events have become a block, so that it costs nothing an event.
    private async Task PauseOverBudgetAsync(DayVisit visit, Day day, CancellationToken cancellation)
    {
        DateTimeOffset end = visit.Site.Calendar.EndOf(visit.Date);
        if (day.Rows >= visit.Site.Settings.DailyEventBudget && !(visit.Site.PausedUntil >= end))
        {
            _ = await _client.UpdateItemAsync(PauseSite.ToRequest(_table, visit.Site.Id, end), cancellation);
            _sites.Forget(visit.Site);
        }
    }

    // The bucket holds nothing up: what asked for this visit is done, and another is asked for what is left.
    private async Task ComeAgainAsync(DayVisit visit, DayWork work, CancellationToken cancellation)
    {
        if (work.Outcome != DayOutcome.Done)
        {
            DateTimeOffset due = _clock.GetUtcNow() + (work.Outcome is DayOutcome.Failed or DayOutcome.Busy ? BucketAgain : TimeSpan.Zero);
            await _markers.LeaveAsync(new WorkMarker(visit.Site.Id, visit.Date, WorkMarker.Minute(due)) { Upkeep = true }, cancellation);
        }
    }

    private Task LeaveUpkeepAsync(Day day, DateTimeOffset due, CancellationToken cancellation) =>
        _markers.LeaveAsync(new WorkMarker(day.Site, day.Date, WorkMarker.Minute(due)) { Upkeep = true }, cancellation);

    private async Task<DayWork> CloseAsync(DayVisit visit, CancellationToken cancellation)
    {
        Day day = visit.Day!;
        Day? closed = await _days.ChangeAsync(day, day with { State = DayState.Closed, LatePending = false }, cancellation);
        visit.Day = closed ?? day;
        return visit.Work(DayStep.Close, closed is null ? DayOutcome.Overtaken : DayOutcome.Done);
    }
}
