using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Days;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Pages;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Engine.Compaction;

/// <summary>Seals a day: builds all of it from raw events, stores its blocks, and names them in one write; the day's pages come with it or right after it.</summary>
internal sealed class SealPass(DayBuild building, DayStore days, BlockStore blocks, DayClaims claims, WorkMarkers markers, RawEmptying emptying, TimeProvider clock)
{
    public async Task<DayWork> RunAsync(DayJob job, CancellationToken cancellation)
    {
        // It takes all that it finds: whatever an answer has counted by now is there. What comes while it reads may be stored behind
        // the place that it has reached, but was received after this instant.
        DateTimeOffset asOf = (clock.GetUtcNow() - NextStep.Arrived).AsStored();
        var seen = new SeenItems(asOf);
        EventKinds expired = KindRetention.ExpiredOf(job.Site, job.Date, clock.GetUtcNow());
        BuildId build = BuildId.New();
        DayOutcome stopped = DayOutcome.OutOfTime;
        Task<bool> Claim(int planned, int done) => Until(claims.ClaimAsync(job, build, planned, done, asOf, cancellation));

        if (await building.ReadAsync(job, DateTimeOffset.MaxValue, () => Claim(0, 0), seen, expired, cancellation) is not { } raw)
        {
            return job.Work(DayStep.Seal, stopped);
        }

        if (job.Day is null && raw.Rows.Count == 0)
        {
            return job.Work(DayStep.Seal, DayOutcome.Nothing);
        }

        if (job.Day is { } counted && raw.Rows.DistinctIds + raw.Erased < counted.DistinctIds)
        {
            return await RefuseAsync(job, raw.Rows.DistinctIds, build, cancellation);
        }

        int done = 0;
        BuiltDay? built = await DayBuild.BuildAsync(job, raw.Rows, raw.FirstExpiry, build, async (id, bytes) =>
        {
            if (job.Day?.Claim?.Id != build && !await Claim(raw.Rows.Ranges, 0))
            {
                return null;
            }

            int parts = await blocks.PutAsync(job.Site.Id, job.Date, id, bytes, Day.NewOpen(job.Site, job.Date).ExpiresAt, cancellation);
            return ++done % 32 == 0 && !await Claim(raw.Rows.Ranges, done) ? null : parts;
        });
        if (built is null)
        {
            return job.Work(DayStep.Seal, stopped);
        }

        DayWork work = await SwapAsync(job, built, build, (asOf, seen), expired, cancellation);
        if (work.Outcome == DayOutcome.Done && raw.HasExpired)
        {
            // What came, or is sealed, after the walk that empties the days of the site.
            _ = await emptying.RunAsync(job, expired, cancellation);
        }

        return work;

        async Task<bool> Until(Task<bool> claiming)
        {
            bool claimed = await claiming;
            stopped = claimed ? stopped : DayOutcome.Overtaken;
            return claimed;
        }
    }

    private async Task<DayWork> SwapAsync(DayJob job, BuiltDay built, BuildId build, (DateTimeOffset AsOf, SeenItems Items) seen, EventKinds expired, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow().AsStored();
        Day before = job.Base;
        Day fresh = Day.NewOpen(job.Site, job.Date);
        DaySettling settling = SettlingOf(job, seen.Items, now);
        Day after = DayClaims.Dropping(DayClaims.Without(before, build, now), before.Blocks, now) with
        {
            State = DayState.Sealed,
            Start = fresh.Start,
            End = fresh.End,
            Zone = fresh.Zone,
            Rows = built.Content.Rows,
            DistinctIds = built.Rows.DistinctIds,
            Shards = job.Shards,
            ClosesAt = Earlier(before.ClosesAt, Day.ClosingOf(built.FirstExpiry)),
            ContentHash = built.Content.ContentHash,
            Totals = built.Content.Totals,
            Hours = built.Content.Hours,
            Blocks = built.Blocks,
            Inline = built.Inline,
            Watermarks = [.. Enumerable.Repeat(seen.AsOf, job.Shards)],
            Settling = settling,
            Purged = job.Tombstones.Matched,
            Expired = expired,
            SealedAt = now,
            AuditedAt = null,
            LatePending = false,
            Alarm = null,
            ExpiresAt = fresh.ExpiresAt,
        };

        foreach (LocalDay neighbour in built.Rows.SharedWith)
        {
            await KeepAsync(job.Site, neighbour, now, cancellation);
        }

        // Before the seal: nothing else is certain to start the step that finds out what it missed.
        DateTimeOffset settles = NextStep.SettlesAt(settling, fresh.End) - NextStep.Settled;
        await markers.LeaveAsync(new WorkMarker(job.Site.Id, job.Date, WorkMarker.Minute(settles)) { Upkeep = true }, cancellation);
        Day? swapped = await days.ChangeAsync(job.Day, after, Pages(job, built.Pages, after), atOnce: !job.IsMarked, cancellation);
        if (swapped is null)
        {
            return job.Work(DayStep.Seal, DayOutcome.Overtaken);
        }

        job.Day = swapped;
        return job.Work(DayStep.Seal, DayOutcome.Done) with { Rows = swapped.Rows };
    }

    // A copy in a neighbour is left out here, for it counts there. It may have been stored and its marker not, and its sender, who never
    // had an answer, may have sent it again to this day: then nothing else would seal the neighbour.
    private async Task KeepAsync(Site site, LocalDay neighbour, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await days.FindAsync(site.Id, neighbour, cancellation) is null or { State: DayState.Open })
        {
            await markers.LeaveAsync(new WorkMarker(site.Id, neighbour, WorkMarker.NextSeal(site.Calendar.EndOf(neighbour), now, authenticated: false)), cancellation);
        }
    }

    private static DaySettling SettlingOf(DayJob job, SeenItems seen, DateTimeOffset now)
    {
        // What was received by a clock that is ahead is in the blocks too.
        DateTimeOffset before = now + NextStep.Overlap, newest = seen.Newest.AddMilliseconds(seen.All.Items > 0 ? 1 : 0);
        Day open = job.Base;
        DayBlock[] logs = [.. open.State == DayState.Open ? open.Blocks : open.Settling?.Logs ?? []];
        return new DaySettling(before > newest ? before : newest, seen.All)
        {
            Logs = logs,
            LogWatermarks = logs.Length == 0 ? [] : open.State == DayState.Open ? open.Watermarks : open.Settling!.LogWatermarks,
        };
    }

    private async Task<DayWork> RefuseAsync(DayJob job, long found, BuildId build, CancellationToken cancellation)
    {
        string alarm = FormattableString.Invariant($"Of {job.Day!.DistinctIds} events that were counted {found} are left: the day stays as it was sealed.");
        Day? marked = await days.ChangeAsync(job.Day, DayClaims.Without(job.Day, build, clock.GetUtcNow()) with { Alarm = alarm, LatePending = false, Settling = null }, cancellation);
        job.Day = marked ?? job.Day;
        return job.Work(DayStep.Seal, DayOutcome.Refused) with { Fault = alarm };
    }

    // Complete or absent: a list that one item cannot hold is no answer.
    internal static Dictionary<string, AttributeValue>? Pages(DayJob job, PageTally pages, Day after)
    {
        Dictionary<string, AttributeValue> item = TopPagesItem.Write(job.Site.Id, job.Date, pages.Pages, after.ExpiresAt);
        return ItemSize.Of(item) <= ItemSize.Max - 1024 ? item : null;
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b : a;
}
