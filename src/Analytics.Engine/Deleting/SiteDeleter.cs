using Analytics.Engine.Days;
using Analytics.Engine.Sites;
using Analytics.Store.Calendars;
using Analytics.Store.Deletions;
using Analytics.Store.Sites;

namespace Analytics.Engine.Deleting;

/// <summary>
/// Deletes sites with all that is stored of them: events, days, blocks, counts, goals, salts, days in a bucket, and in the end the site. May be
/// killed at any moment, run twice, and run beside whatever else works on the site.
/// </summary>
public sealed class SiteDeleter
{
    // Library users may have recorded what happened before they made the site, and a bucket may hold it.
    private const int DaysBeforeSite = 45;

    // A site that changes all the time would be one that grows its shards each time.
    private const int MostTries = 5;
    private readonly SiteDirectory _sites;
    private readonly DeletionStore _deletions;
    private readonly DeletionRun _run;
    private readonly TimeProvider _clock;

    internal SiteDeleter(SiteDirectory sites, DeletionStore deletions, DeletionRun run, TimeProvider clock) =>
        (_sites, _deletions, _run, _clock) = (sites, deletions, run, clock);

    /// <summary>
    /// Asks for a site to be deleted. When it returns, that is durable: it will be done whatever becomes of this process. Its names are free, and
    /// it is not found any more as soon as an instance knows (here at once).
    /// </summary>
    /// <param name="site">The site, as somebody read it.</param>
    /// <param name="askedBy">Who asks, as people shall read it.</param>
    /// <param name="cancellation">Gives up; it may have been asked for all the same.</param>
    /// <returns>The deletion; that which is under way where it was asked for before. Null where the site is gone.</returns>
    /// <exception cref="TimeoutException">Others kept changing the site.</exception>
    public async Task<SiteDeletion?> AskAsync(Site site, string askedBy, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        for (int tries = 0; tries < MostTries; tries++)
        {
            if (await _sites.ReadAsync(site.Id, cancellation) is not { } stored)
            {
                return null;
            }

            _sites.Forget(stored);
            if (stored.DeletedAt is not null)
            {
                await _deletions.FreeFormerDomainsAsync(stored, cancellation); // the process that was asked before may have been killed
                return await FindAsync(site.Id, cancellation);
            }

            if (await AddAsync(stored, askedBy, cancellation) is { } deletion)
            {
                return deletion;
            }
        }

        throw new TimeoutException("Others changed the site at the same time: ask again.");
    }

    /// <summary>The same, if the site is still as it was read; null where it was changed meanwhile, and nothing was asked for.</summary>
    public Task<SiteDeletion?> AskUnchangedAsync(Site site, string askedBy, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        return site.DeletedAt is null ? AddAsync(site, askedBy, cancellation) : FindAsync(site.Id, cancellation);
    }

    /// <summary>The deletion of a site, as far as it has come; null where the site is not being deleted, or is gone.</summary>
    public Task<SiteDeletion?> FindAsync(SiteId site, CancellationToken cancellation) => _deletions.FindAsync(site, cancellation);

    /// <summary>Goes on with what was asked for until it is done or the time is up; the next run takes it up there.</summary>
    /// <param name="budget">Nothing is begun after it.</param>
    /// <param name="tell">Called for every site of which something was deleted, or could not be.</param>
    /// <param name="cancellation">Stops at once; nothing is lost by it.</param>
    public Task RunAsync(TimeSpan budget, Action<DeletionWork> tell, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(tell);
        return _run.RunAsync(Deadline.In(_clock, budget), tell, cancellation);
    }

    private async Task<SiteDeletion?> AddAsync(Site stored, string askedBy, CancellationToken cancellation)
    {
        DateTimeOffset now = _clock.GetUtcNow().AsStored();
        var deletion = new SiteDeletion
        {
            Site = stored.Id,
            AskedAt = now,
            AskedBy = askedBy,
            FirstDay = stored.Calendar.DayOf(stored.CreatedAt < now ? stored.CreatedAt : now).Plus(-DaysBeforeSite),
            WriteShards = stored.WriteShards,
        };
        if (!await _deletions.AddAsync(stored, deletion, cancellation))
        {
            return null;
        }

        await _deletions.FreeFormerDomainsAsync(stored, cancellation);
        _sites.Forget(stored);
        return deletion;
    }
}
