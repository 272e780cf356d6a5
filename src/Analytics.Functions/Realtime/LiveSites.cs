using System.Collections.Concurrent;
using Analytics.Engine;
using Analytics.Engine.Stats;
using Analytics.Store.Realtime;
using Analytics.Store.Sites;

namespace Analytics.Functions.Realtime;

/// <summary>
/// Looks at sites for all who watch them: a site is looked at once in <see cref="Pace"/> at most, however many watch, each look reads what
/// came since the last, and all of them see the same message. Nothing is read of a site that nobody watches.
/// </summary>
internal sealed class LiveSites(AnalyticsEngine engine, TimeProvider clock)
{
    /// <summary>How old a look may be when it is shown.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    /// <summary>How many sites are remembered at most; a site that was forgotten is read from half an hour ago again.</summary>
    public const int MaxSites = 200;

    private readonly ConcurrentDictionary<SiteId, Watch> _watches = new();

    /// <summary>What is to be seen.</summary>
    /// <param name="site">The site as it is now.</param>
    /// <param name="cancellation">Does not wait any longer. The look goes on, for the others who wait for it.</param>
    public Task<Sight> LookAsync(Site site, CancellationToken cancellation)
    {
        Watch watch = _watches.GetOrAdd(site.Id, _ => new Watch(engine.NewLiveReader()));
        if (_watches.Count > MaxSites)
        {
            MakeRoom(site.Id);
        }

        return watch.LookAsync(site, clock.GetUtcNow()).WaitAsync(cancellation);
    }

    private void MakeRoom(SiteId kept)
    {
        foreach (SiteId longAgo in _watches.OrderBy(w => w.Value.LookedAt).Select(w => w.Key).Where(id => id != kept).Take(MaxSites / 10).ToArray())
        {
            _ = _watches.TryRemove(longAgo, out _);
        }
    }

    /// <summary>One site: its half hour, and the look that is shown or under way.</summary>
    private sealed class Watch(LiveReader reader)
    {
        private readonly Lock _lock = new();
        private Task<Sight>? _look;
        private LiveView? _shown;
        private long _version;

        public DateTimeOffset LookedAt { get; private set; }

        public Task<Sight> LookAsync(Site site, DateTimeOffset now)
        {
            lock (_lock)
            {
                bool isShown = _look is { IsCompleted: false } || (_look is { IsCompletedSuccessfully: true } && now >= LookedAt && now < LookedAt + Pace);
                if (!isShown)
                {
                    LookedAt = now;
                    _look = Task.Run(() => ReadAsync(site, now)); // not within the lock
                }

                return _look!;
            }
        }

        // One at a time: the next begins when this one has ended.
        private async Task<Sight> ReadAsync(Site site, DateTimeOffset now)
        {
            LiveView view = await reader.LookAsync(site, now, CancellationToken.None);
            if (_shown is null || !LiveJson.IsSame(_shown, view))
            {
                _version++;
            }

            _shown = view;
            return new Sight(LiveJson.Kind, _version, LiveJson.Write(site, view, now), now + Pace);
        }
    }
}
