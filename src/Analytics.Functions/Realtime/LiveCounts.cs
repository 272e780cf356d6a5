using Analytics.Engine.Stats;
using Analytics.Store.Sites;

namespace Analytics.Functions.Realtime;

/// <summary>
/// Counts the visitors of a site at most once in five seconds a process, however many look: all of them see the same number, and it
/// ages for all of them at once. A reading that failed counts for nobody but those who waited for it.
/// </summary>
internal sealed class LiveCounts(StatsReader reader, TimeProvider clock)
{
    /// <summary>How many sites are remembered at most.</summary>
    public const int MaxSites = 1_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<SiteId, Reading> _known = [];

    /// <param name="site">Whose visitors are counted.</param>
    /// <param name="cancellation">Does not wait any longer. The reading goes on, for the others who wait for it.</param>
    public Task<LiveCount> ReadAsync(Site site, CancellationToken cancellation) =>
        Find(site, clock.GetUtcNow()).Count.Value.WaitAsync(cancellation);

    private Reading Find(Site site, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_known.TryGetValue(site.Id, out Reading? known) && known.CountsAt(now))
            {
                return known;
            }

            if (_known.Count >= MaxSites)
            {
                MakeRoom(now);
            }

            var reading = new Reading(now, new Lazy<Task<LiveCount>>(() => CountAsync(site, now)));
            _known[site.Id] = reading;
            return reading;
        }
    }

    private void MakeRoom(DateTimeOffset now)
    {
        foreach ((SiteId site, Reading reading) in _known)
        {
            if (!reading.CountsAt(now))
            {
                _ = _known.Remove(site);
            }
        }

        if (_known.Count >= MaxSites)
        {
            _known.Clear(); // a reading more for each is cheaper than an order to keep
        }
    }

    private async Task<LiveCount> CountAsync(Site site, DateTimeOffset now) =>
        new(await reader.ReadCurrentVisitorsAsync(site, now, CancellationToken.None), now);

    /// <param name="At">When it began.</param>
    /// <param name="Count">Started by the first who waits, outside of the lock.</param>
    private sealed record Reading(DateTimeOffset At, Lazy<Task<LiveCount>> Count)
    {
        // A clock that was set back makes it count no longer than a clock that was not.
        public bool CountsAt(DateTimeOffset now) =>
            now >= At && now < At + LiveCount.MaxAge && !(Count.IsValueCreated && Count.Value is { IsCompleted: true, IsCompletedSuccessfully: false });
    }
}
