using Analytics.Engine.Days;
using Analytics.Engine.Sites;
using Analytics.Store.Deletions;
using Analytics.Store.Sites;

namespace Analytics.Engine.Deleting;

/// <summary>Goes on with the deletions whose jobs are due, one after the other. The last step of a deletion removes its job.</summary>
internal sealed class DeletionRun(SiteJobs jobs, SiteDirectory sites, DeletionStore deletions, DeletionWalk walk, TimeProvider clock)
{
    public async Task RunAsync(Deadline deadline, Action<DeletionWork> report, CancellationToken cancellation)
    {
        List<SiteJob> due = await jobs.ReadDueAsync(SiteJob.Deletion, clock.GetUtcNow(), cancellation);
        foreach (SiteJob job in due)
        {
            if (deadline.HasPassed)
            {
                return;
            }

            // No job outlives its deletion, but one that a restored table brings back.
            if (await deletions.FindAsync(job.Site, cancellation) is not { } deletion)
            {
                await jobs.RemoveAsync(job, cancellation);
                continue;
            }

            try
            {
                await GoOnAsync(job, deletion, deadline, report, cancellation);
            }
            catch (Exception failure) when (!cancellation.IsCancellationRequested)
            {
                string fault = $"{failure.GetType().Name}: {failure.Message}";
                report(new DeletionWork(deletion, false) { Fault = fault });
                await NoteAsync(job.Site, fault, cancellation);
            }
        }
    }

    private async Task GoOnAsync(SiteJob job, SiteDeletion deletion, Deadline deadline, Action<DeletionWork> report, CancellationToken cancellation)
    {
        Site? site = await sites.ReadAsync(job.Site, cancellation);
        if (site is { DeletedAt: null })
        {
            throw new InvalidOperationException("There is a site of that id again, which is not being deleted: nothing was done to it.");
        }

        int shards = Math.Max(deletion.WriteShards, site?.WriteShards ?? 1);
        if (await walk.RunAsync(deletion with { WriteShards = shards }, deadline, cancellation) is not var (now, isGone))
        {
            return;
        }

        if (isGone && site is not null)
        {
            sites.Forget(site);
        }

        if (isGone || now.Removed > deletion.Removed)
        {
            report(new DeletionWork(now, isGone));
        }
    }

    // For those who look. Where it cannot be stored either, the log has it.
    private async Task NoteAsync(SiteId site, string fault, CancellationToken cancellation)
    {
        try
        {
            if (await deletions.FindAsync(site, cancellation) is { } latest && latest.Fault != fault)
            {
                _ = await deletions.ChangeAsync(latest with { Fault = fault }, cancellation);
            }
        }
        catch (Exception unreachable) when (unreachable is Amazon.Runtime.AmazonServiceException or Amazon.Runtime.AmazonClientException or HttpRequestException)
        {
        }
    }
}
