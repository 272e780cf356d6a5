using Analytics.Engine.Days;
using Analytics.Engine.Sites;
using Analytics.Store.Erasures;
using Analytics.Store.Sites;

namespace Analytics.Engine.Erasing;

/// <summary>Goes on with the erasures whose jobs are due, one after the other. A job is removed after its erasure is finished.</summary>
internal sealed class ErasureRun(SiteJobs jobs, SiteDirectory sites, ErasureReader erasures, ErasureWalk walk, TimeProvider clock)
{
    /// <summary>Goes on until nothing is left or <paramref name="deadline"/> has passed.</summary>
    /// <param name="deadline">No further day is begun after it.</param>
    /// <param name="last">A day in work stops after it.</param>
    /// <param name="report">Called for every day that was changed or failed, and for the end of every erasure.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task RunAsync(Deadline deadline, Deadline last, Action<ErasureWork> report, CancellationToken cancellation)
    {
        HashSet<SiteId> waiting = [];
        foreach (SiteJob job in await jobs.ReadDueAsync(ErasureKeys.ErasurePrefix, clock.GetUtcNow(), cancellation))
        {
            if (deadline.HasPassed)
            {
                return;
            }

            Erasure? erasure = await FindAsync(job, cancellation);
            if (erasure?.Kind == ErasureKind.Filter && waiting.Contains(job.Site))
            {
                continue; // it means what those that were asked for before it leave
            }

            if (erasure is null
                || await sites.FindAsync(job.Site.Value, cancellation) is not { } site || site.Id != job.Site
                || await IsOverAsync(erasure, site, deadline, last, report, cancellation))
            {
                await jobs.RemoveAsync(job, cancellation);
                continue;
            }

            _ = waiting.Add(job.Site);
        }
    }

    // Null where the erasure is finished, or forgotten.
    private async Task<Erasure?> FindAsync(SiteJob job, CancellationToken cancellation) =>
        ErasureId.TryParse(job.Task[ErasureKeys.ErasurePrefix.Length..], out ErasureId id)
            && await erasures.FindAsync(job.Site, id, cancellation) is { FinishedAt: null } erasure
            ? erasure
            : null;

    private async Task<bool> IsOverAsync(
        Erasure erasure, Site site, Deadline deadline, Deadline last, Action<ErasureWork> report, CancellationToken cancellation)
    {
        try
        {
            return await walk.RunAsync(erasure, site, deadline, last, report, cancellation);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            report(new ErasureWork(erasure, null, DayOutcome.Failed) { Fault = $"{failure.GetType().Name}: {failure.Message}" });
            return false;
        }
    }
}
