using System.Collections.Concurrent;
using Analytics.Store.Sites;

namespace Analytics.Engine.Recording;

/// <summary>
/// How much this instance writes of each site, over the last ten seconds, and over how many partitions that should be spread. A
/// partition takes 1,000 write units a second; a put that was refused because it was busy counts as a thousand, for many instances that
/// write little each know of each other by nothing else. Safe for concurrent use.
/// </summary>
internal sealed class ShardPressure(TimeProvider clock, RecordingLimits limits)
{
    private const int Seconds = 10;
    private const int MostSites = 10_000;
    private readonly ConcurrentDictionary<SiteId, Window> _windows = new();

    private sealed class Window
    {
        private readonly (long Units, long Refused)[] _seconds = new (long, long)[Seconds];
        private long _second;

        public (long Units, long Refused) Add(long second, long units, long refused)
        {
            lock (_seconds)
            {
                for (long passed = Math.Max(_second + 1, second - Seconds + 1); passed <= second; passed++)
                {
                    _seconds[passed % Seconds] = default;
                }

                _second = Math.Max(_second, second);
                ref (long Units, long Refused) at = ref _seconds[second % Seconds];
                at = (at.Units + units, at.Refused + refused);
                return (_seconds.Sum(s => s.Units), _seconds.Sum(s => s.Refused));
            }
        }
    }

    /// <summary>Takes in what was written, or refused, and says over how many partitions the site should be spread: at least as many as it is.</summary>
    public int Note(Site site, long units, int refused = 0)
    {
        if (_windows.Count > MostSites)
        {
            _windows.Clear(); // bounds the memory: the rates are measured again within seconds
        }

        long second = clock.GetUtcNow().ToUnixTimeSeconds();
        (long written, long refusals) = _windows.GetOrAdd(site.Id, _ => new Window()).Add(second, units, refused);
        int shards = site.WriteShards;
        while (shards < GrowShards.Most && written > (long)shards * limits.UnitsPerShard * Seconds)
        {
            shards *= 2;
        }

        if (written + (refusals * limits.UnitsOfRefusal) <= (long)site.WriteShards * limits.UnitsPerShard * Seconds)
        {
            return Math.Min(GrowShards.Most, shards);
        }

        // Of many instances each sees the same share refused: that tells how much there is, but for what is sent again and again. So it is
        // believed up to a factor of four; with nothing written there is no share, and it is one doubling.
        int factor = written > 0 && (written + refusals) * limits.UnitsOfRefusal > 2 * written * limits.UnitsPerShard ? 4 : 2;
        return Math.Min(GrowShards.Most, Math.Max(shards, site.WriteShards * factor));
    }
}
