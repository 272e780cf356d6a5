using System.Runtime.CompilerServices;
using Analytics.Engine.Days;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Erasures;
using Analytics.Store.Events;
using Analytics.Store.Sites;

namespace Analytics.Engine.Exports;

/// <summary>
/// Writes a sealed day to the bucket and records on the day the hash of the exported content. Before it writes, it claims the day and
/// records the export as unknown, so an interrupted export is repeated. After a failure it does not use the bucket for a while.
/// </summary>
internal sealed class ExportPass(IDayBucket bucket, DayStore days, SealedEvents rows, WorkMarkers markers, TimeProvider clock)
{
    /// <summary>How long this process does not use a bucket that failed.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Longer = TimeSpan.FromMinutes(1); // whatever was sent before the end has arrived by then
    private static readonly TimeSpan Carried = TimeSpan.FromHours(1);
    private long _restsUntil;

    /// <summary>The bucket's name.</summary>
    public string Bucket => bucket.Name;

    /// <summary>Writes the day as it is sealed now.</summary>
    public Task<DayWork> RunAsync(DayJob job, CancellationToken cancellation) => job.Tombstones.IsPending
        ? Task.FromResult(job.Work(DayStep.Export, DayOutcome.Busy)) // it contains a person whose erasure is pending
        : PutAsync(job, cancellation);

    /// <summary>
    /// Updates the bucket after a person was erased from the day. A day that was exported is written again. If no export is known and
    /// the erasure changed the day, its object is deleted.
    /// </summary>
    public Task<DayWork> FollowAsync(DayJob job, bool changed, CancellationToken cancellation) => job.Day switch
    {
        { Export: not null } day when day.IsExportDue(bucket.Name) => PutAsync(job, cancellation),
        { Export: null } when changed => TakeAsync(job, job.Date, job.Date, cancellation),
        _ => Task.FromResult(job.Work(DayStep.Export, DayOutcome.Done)),
    };

    /// <summary>Deletes a range of days from the bucket.</summary>
    public async Task<DayWork> TakeAsync(DayJob job, LocalDay first, LocalDay last, CancellationToken cancellation)
    {
        if (IsResting)
        {
            return job.Work(DayStep.Withdraw, DayOutcome.Busy);
        }

        try
        {
            for (LocalDay day = first; day <= last; day = day.Plus(1))
            {
                await bucket.DeleteAsync(job.Site.Id, day, cancellation);
            }

            return job.Work(DayStep.Withdraw, DayOutcome.Done);
        }
        catch (BucketException failure)
        {
            return Failed(job, DayStep.Withdraw, failure);
        }
    }

    private bool IsResting => clock.GetUtcNow().UtcTicks < Interlocked.Read(ref _restsUntil);

    private async Task<DayWork> PutAsync(DayJob job, CancellationToken cancellation)
    {
        if (IsResting)
        {
            return job.Work(DayStep.Export, DayOutcome.Busy);
        }

        await LeaveEndAsync(job, cancellation);
        BuildId build = BuildId.New();
        if (await ChangeAsync(job, Claimed(job, build), cancellation) is not { } day)
        {
            return job.Work(DayStep.Export, DayOutcome.Overtaken);
        }

        try
        {
            await WriteAsync(job, day, cancellation);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            _ = await ChangeAsync(job, DayClaims.Without(day, build, clock.GetUtcNow()), cancellation);
            return failure switch
            {
                BucketException of => Failed(job, DayStep.Export, of),
                _ when job.Deadline.HasPassed => job.Work(DayStep.Export, DayOutcome.OutOfTime),
                _ => job.Work(DayStep.Export, DayOutcome.Failed) with { Fault = $"{failure.GetType().Name}: {failure.Message}" },
            };
        }

        return await NoteAsync(job, build, cancellation);
    }

    private Day Claimed(DayJob job, BuildId build)
    {
        DateTimeOffset now = clock.GetUtcNow().AsStored();
        return DayClaims.Without(job.Day!, build, now) with
        {
            Claim = new DayClaim(build, 0, 0, now, (job.Deadline.Until + Longer).AsStored()),
            Export = new DayExport(bucket.Name, null),
        };
    }

    // Ends with the job's deadline, so that nothing is sent when others may take the day over.
    private async Task WriteAsync(DayJob job, Day day, CancellationToken cancellation)
    {
        TimeSpan left = job.Deadline.Until - clock.GetUtcNow();
        using var deadline = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        await (day.Rows == 0 || day.ExpiresAt <= clock.GetUtcNow()
            ? bucket.DeleteAsync(job.Site.Id, day.Date, either.Token)
            : bucket.PutAsync(job.Site.Id, day.Date, EventsAsync(job.Site, day, either.Token), either.Token));
    }

    private async IAsyncEnumerable<Event> EventsAsync(Site site, Day day, [EnumeratorCancellation] CancellationToken cancellation)
    {
        long read = 0;
        EventKinds expired = KindRetention.ExpiredOf(site, day.Date, clock.GetUtcNow());
        await foreach (ExportedEvent row in rows.ReadAsync(site, day, Tombstones.None, null, cancellation).ConfigureAwait(false))
        {
            read++;
            if (!row.Event.IsEmptied && !expired.Hold(row.Event.Name))
            {
                yield return row.Event;
            }
        }

        if (read != day.Rows)
        {
            throw new InvalidOperationException(FormattableString.Invariant($"Of {day.Rows} events that were counted the blocks hold {read}."));
        }
    }

    // While the claim stands, the bucket holds the day's content, whatever else of the day has changed. If another process took the day
    // over, this write may have replaced a newer one. Then the export is recorded as unknown and the day is written again.
    private async Task<DayWork> NoteAsync(DayJob job, BuildId build, CancellationToken cancellation)
    {
        for (Day? day = job.Day; day is not null; day = await days.FindAsync(job.Site.Id, job.Date, cancellation))
        {
            bool isOwn = day.Claim?.Id == build;
            Day after = DayClaims.Without(day, isOwn ? build : null, clock.GetUtcNow()) with { Export = new DayExport(bucket.Name, isOwn ? day.ContentHash : null) };
            if (await days.ChangeAsync(day, after, cancellation) is { } noted)
            {
                job.Day = noted;
                return job.Work(DayStep.Export, isOwn ? DayOutcome.Done : DayOutcome.Overtaken) with { Rows = noted.Rows };
            }
        }

        return await TakeAsync(job, job.Date, job.Date, cancellation) with { Step = DayStep.Export }; // the day itself is gone
    }

    // One marker, at the end of the oldest exported day, serves all exported days of a site: WithdrawPass moves it to the next day. So a
    // day leaves a marker only if the day before it is not exported.
    private async Task LeaveEndAsync(DayJob job, CancellationToken cancellation)
    {
        if (job.Day!.ExpiresAt is { } expiry
            && !(await days.BesideAsync(job.Site.Id, job.Date, after: false, cancellation) is { IsExported: true, ExpiresAt: { } earlier }
                && earlier > clock.GetUtcNow() + Carried))
        {
            await markers.LeaveAsync(new WorkMarker(job.Site.Id, job.Date, WorkMarker.Minute(expiry)) { Upkeep = true }, cancellation);
        }
    }

    private async Task<Day?> ChangeAsync(DayJob job, Day after, CancellationToken cancellation)
    {
        Day? changed = await days.ChangeAsync(job.Day, after, cancellation);
        job.Day = changed ?? job.Day;
        return changed;
    }

    private DayWork Failed(DayJob job, DayStep step, BucketException failure)
    {
        _ = Interlocked.Exchange(ref _restsUntil, (clock.GetUtcNow() + Rest).UtcTicks);
        return job.Work(step, DayOutcome.Failed) with { Fault = failure.Message };
    }
}
