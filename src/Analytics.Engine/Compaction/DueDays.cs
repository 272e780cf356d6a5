using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Sites;

namespace Analytics.Engine.Compaction;

/// <summary>
/// The days of a run that have work to do, as several hands take them: those that have waited longest first. A large day is for one
/// hand only, which takes those that the others met before anything else, so that the memory of a run is that of one large day.
/// </summary>
internal sealed class DueDays(IReadOnlyDictionary<(SiteId Site, LocalDay Day), List<WorkMarker>> due)
{
    /// <summary>A day, and the markers that say so.</summary>
    public sealed record Due(SiteId Site, LocalDay Day, List<WorkMarker> Markers);

    private readonly Lock _gate = new();
    private readonly Queue<Due> _days = new(due.OrderBy(d => d.Value.Min(m => m.Due)).Select(d => new Due(d.Key.Site, d.Key.Day, d.Value)));
    private readonly Queue<Due> _large = new();
    private readonly Dictionary<(SiteId Site, LocalDay Day), List<WorkMarker>> _waiting = due.ToDictionary();

    /// <summary>How many were taken, each once.</summary>
    public int Taken { get; private set; }

    /// <summary>The next one; null where none is left.</summary>
    /// <param name="largeToo">Of the one hand that is for large days.</param>
    public Due? Take(bool largeToo)
    {
        lock (_gate)
        {
            if (largeToo && _large.TryDequeue(out Due? large))
            {
                return large;
            }

            Taken += _days.Count > 0 ? 1 : 0;
            return _days.TryDequeue(out Due? next) ? next : null;
        }
    }

    /// <summary>It turned out to be large: it is left to the hand for those.</summary>
    public void PutOff(Due large)
    {
        lock (_gate)
        {
            _large.Enqueue(large);
        }
    }

    /// <summary>Nothing is left to do for it.</summary>
    public void Finish(Due done)
    {
        lock (_gate)
        {
            _ = _waiting.Remove((done.Site, done.Day));
        }
    }

    /// <summary>Days that wait for another run, and since when events of theirs do. Upkeep alone is no debt: no event waits for it.</summary>
    public IReadOnlyList<(SiteId Site, LocalDay Day, DateTimeOffset Since)> Left()
    {
        lock (_gate)
        {
            return [.. _waiting.Where(d => d.Value.Exists(m => !m.Upkeep)).Select(d => (d.Key.Site, d.Key.Day, d.Value.Where(m => !m.Upkeep).Min(m => m.Due)))];
        }
    }
}
