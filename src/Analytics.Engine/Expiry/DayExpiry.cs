using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Days;
using Analytics.Engine.Exports;
using Analytics.Engine.Sites;
using Analytics.Engine.Tables;
using Analytics.Store.Blocks;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Erasures;
using Analytics.Store.Pages;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Engine.Expiry;

/// <summary>
/// Makes what was built of a site's days expire when the site's settings say, after they have changed: what is kept for longer gets a
/// later expiry, what is over is deleted, and so is what lies of it in a bucket. Day after day it takes out what is kept for less time: <see cref="KindWalk"/>. A day that has the right expiry is done, so that a run that
/// was killed is taken up by the next.
/// </summary>
public sealed class DayExpiry
{
    private readonly EventsTable _table;
    private readonly SiteDirectory _sites;
    private readonly SiteJobs _jobs;
    private readonly DayStore _days;
    private readonly BlockStore _blocks;
    private readonly BucketSweep _sweep;
    private readonly KindWalk _kinds;
    private readonly IDayBucket? _bucket;

    internal DayExpiry(
        EventsTable table, SiteDirectory sites, SiteJobs jobs, DayStore days, BlockStore blocks, BucketSweep sweep, KindWalk kinds, IDayBucket? bucket)
    {
        (_table, _sites, _jobs) = (table, sites, jobs);
        (_days, _blocks, _sweep, _kinds, _bucket) = (days, blocks, sweep, kinds, bucket);
    }

    private enum Outcome
    {
        Changed,
        Deleted,
        Busy,
    }

    /// <summary>
    /// Goes on with the sites whose retention has changed, until all days follow or the time is up, and with the buckets of those that a release
    /// before deleted.
    /// </summary>
    /// <param name="budget">No day is begun after it.</param>
    /// <param name="tell">Called with the progress of each site.</param>
    /// <param name="cancellation">Stops at once; nothing is lost by it.</param>
    public async Task RunAsync(TimeSpan budget, Action<ExpiryWork> tell, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(tell);
        Deadline deadline = Deadline.In(_table.Clock, budget);
        List<SiteJob> due = [.. await _jobs.ReadDueAsync("", _table.Clock.GetUtcNow(), cancellation)];
        foreach (SiteJob job in due.Where(job => job.Task is SiteJob.Retention or SiteJob.Kinds or SiteJob.Exports))
        {
            if (deadline.HasPassed)
            {
                return;
            }

            ExpiryWork work = new(job.Site, 0, 0, true);
            SiteJob? next = null;
            try
            {
                Site? site = await _sites.FindAsync(job.Site.Value, cancellation) is { } found && found.Id == job.Site ? found : null;
                if (job.Task == SiteJob.Retention && site is not null)
                {
                    work = await FollowAsync(site, deadline, cancellation);
                    tell(work);
                }
                else if (job.Task == SiteJob.Kinds && site is not null)
                {
                    (work, next) = await _kinds.RunAsync(site, job, deadline, cancellation);
                    tell(work);
                }
                else if (job.Task == SiteJob.Exports && site is null && _bucket is not null)
                {
                    work = work with { Deleted = await _sweep.RunAsync(_bucket, job.Site, cancellation) };
                    tell(work);
                }
            }
            catch (Exception failure) when (!cancellation.IsCancellationRequested)
            {
                work = work with { IsDone = false, Fault = $"{failure.GetType().Name}: {failure.Message}" };
                tell(work);
            }

            if (next is not null)
            {
                await _jobs.ReplaceAsync(job, next, cancellation);
            }
            else if (work.IsDone)
            {
                await _jobs.RemoveAsync(job, cancellation);
            }
        }
    }

    private async Task<ExpiryWork> FollowAsync(Site site, Deadline deadline, CancellationToken cancellation)
    {
        ExpiryWork work = new(site.Id, 0, 0, true);
        List<(LocalDay Day, DateTimeOffset? ExpiresAt)> days = await _days.ListAsync(site.Id, new LocalDay(DateOnly.MaxValue), cancellation);
        if (_bucket is not null)
        {
            await _sweep.LeaveEndAsync(site, days.Select(d => d.Day), cancellation);
        }

        foreach ((LocalDay date, DateTimeOffset? expiresAt) in days)
        {
            if (expiresAt == Seconds(Day.ExpiryOf(site, site.Calendar.EndOf(date))))
            {
                continue;
            }

            if (deadline.HasPassed)
            {
                return work with { IsDone = false };
            }

            work = await FollowAsync(site, date, cancellation) switch
            {
                Outcome.Changed => work with { Changed = work.Changed + 1 },
                Outcome.Deleted => work with { Deleted = work.Deleted + 1 },
                _ => work with { IsDone = false },
            };
        }

        await FollowErasuresAsync(site, cancellation);
        return work;
    }

    // What the day names first, the day last: a day with the right expiry is done.
    private async Task<Outcome> FollowAsync(Site site, LocalDay date, CancellationToken cancellation)
    {
        DateTimeOffset now = _table.Clock.GetUtcNow();
        if (await _days.FindAsync(site.Id, date, cancellation) is not { } day)
        {
            return Outcome.Changed; // it expired meanwhile
        }

        if (day.Claim is { } claim && claim.Until > now)
        {
            return Outcome.Busy;
        }

        DateTimeOffset? expiry = Day.ExpiryOf(site, site.Calendar.EndOf(date));
        if (expiry <= now)
        {
            if (_bucket is not null)
            {
                await _bucket.DeleteAsync(site.Id, date, cancellation);
            }

            foreach (ItemKey part in await _blocks.FindAllAsync(site.Id, date, cancellation))
            {
                await _blocks.DeleteAsync(part, cancellation);
            }

            return await _days.DeleteAsync(day, cancellation) ? Outcome.Deleted : Outcome.Busy;
        }

        // Logs of a day that is open expire with the raw events that they repeat.
        IEnumerable<ItemKey> parts = day.Blocks.Where(b => b.Kind == BlockKind.Sealed).SelectMany(b => BlockCommands.PartsOf(site.Id, date, b.Id, b.Parts));
        foreach (ItemKey part in parts.Append(PageKeys.Rollup(site.Id, PageKeys.PageDimension, date)))
        {
            try
            {
                _ = await _table.Client.UpdateItemAsync(DayCommands.SetExpiry(_table.Name, part, expiry), cancellation);
            }
            catch (ConditionalCheckFailedException)
            {
                // The day has no pages, or was rebuilt. If rebuilt, the change below is refused too.
            }
        }

        return await _days.ChangeAsync(day, day with { ExpiresAt = expiry }, cancellation) is null ? Outcome.Busy : Outcome.Changed;
    }

    private async Task FollowErasuresAsync(Site site, CancellationToken cancellation)
    {
        QueryRequest request = ErasureCommands.List(_table.Name, site.Id);
        do
        {
            QueryResponse page = await _table.Client.QueryAsync(request, cancellation);
            foreach (Erasure erasure in (page.Items ?? []).Select(ErasureItem.Read))
            {
                DateTimeOffset? expiry = Erasure.ExpiryOf(erasure.AskedAt, site.Settings);
                if (erasure.ExpiresAt != Seconds(expiry))
                {
                    _ = await _table.Client.UpdateItemAsync(DayCommands.SetExpiry(_table.Name, ErasureKeys.Erasure(site.Id, erasure.Id), expiry), cancellation);
                }
            }

            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
    }

    private static DateTimeOffset? Seconds(DateTimeOffset? time) => time is { } t ? DateTimeOffset.FromUnixTimeSeconds(t.ToUnixTimeSeconds()) : null;
}
