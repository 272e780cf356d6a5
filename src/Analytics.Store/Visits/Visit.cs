using Analytics.Store.Events;
using Analytics.Store.Visitors;

namespace Analytics.Store.Visits;

/// <summary>What one visitor did without pausing for more than thirty minutes, within one local day. Immutable.</summary>
public sealed class Visit
{
    private readonly ArraySegment<Event> _events;
    private readonly Event? _entry;
    private readonly Event? _exit;

    internal Visit(VisitorId visitor, ArraySegment<Event> events)
    {
        Visitor = visitor;
        _events = events;
        bool acted = false;
        foreach (Event e in events)
        {
            if (e.IsPageview)
            {
                Pageviews++;
                _entry ??= e;
                _exit = e;
            }
            else if (!e.IsEngagement)
            {
                acted |= e.Interactive;
            }
        }

        IsBounce = Pageviews < 2 && !acted;
    }

    /// <summary>Whose visit it is.</summary>
    public VisitorId Visitor { get; }

    /// <summary>Everything that happened in it, engagement included, by time, then receipt, then id; at least one.</summary>
    public IReadOnlyList<Event> Events => _events;

    /// <summary><see cref="Events"/>, for scans.</summary>
    internal ReadOnlySpan<Event> Span => _events;

    /// <summary>The event that opened it, never an engagement: it fixes source, campaign, place and client of the whole visit.</summary>
    public Event Opening => _events[0];

    /// <summary>When it began: the time of <see cref="Opening"/>.</summary>
    public DateTimeOffset Start => Opening.Time;

    /// <summary>The time of its last event, engagement included.</summary>
    public DateTimeOffset End => _events[^1].Time;

    /// <summary>How many pages were shown; 0 for a visit of custom events only.</summary>
    public int Pageviews { get; }

    /// <summary>Fewer than two pageviews and no interactive custom event.</summary>
    public bool IsBounce { get; }

    /// <summary>The path of its first pageview; null where it has none.</summary>
    public string? EntryPage => _entry?.Page.Path;

    /// <summary>The path of its last pageview; null where it has none.</summary>
    public string? ExitPage => _exit?.Page.Path;

    /// <summary>The visit without the emptied events that it can do without: <see cref="DayVisits.Trimmed"/>.</summary>
    internal Visit Trimmed()
    {
        // One that undoes the bounce is enough, where nothing else does.
        Event? witness = IsBounce || Pageviews >= 2 || _events.Any(e => e is { IsPageview: false, IsCounted: true, Interactive: true })
            ? null
            : _events.First(e => e is { IsEmptied: true, Interactive: true });
        List<Event> kept = [Opening];
        for (int i = 1; i < _events.Count; i++)
        {
            Event e = _events[i];
            bool isLeftOut = e is { IsEmptied: true, Engagement: null } && !ReferenceEquals(e, witness) && i < _events.Count - 1
                && _events[i + 1].Time - kept[^1].Time <= DayVisits.LongestSilence;
            if (!isLeftOut)
            {
                kept.Add(e);
            }
        }

        return kept.Count == _events.Count ? this : new Visit(Visitor, new ArraySegment<Event>([.. kept]));
    }
}
