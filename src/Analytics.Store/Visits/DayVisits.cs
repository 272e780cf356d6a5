using Analytics.Store.Calendars;
using Analytics.Store.Events;

namespace Analytics.Store.Visits;

/// <summary>One local day of a site, made ready to be asked: its events, gathered into visits. Immutable.</summary>
public sealed class DayVisits
{
    /// <summary>A visit goes on as long as its visitor is not silent for longer than this; exactly thirty minutes still continues it.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(30);

    private DayVisits(LocalDay day, List<Visit> visits, List<Event> unvisited) => (Day, Visits, Unvisited) = (day, visits, unvisited);

    /// <summary>The day.</summary>
    public LocalDay Day { get; }

    /// <summary>Its visits: those of one visitor stand together, by time.</summary>
    public IReadOnlyList<Visit> Visits { get; }

    /// <summary>The events (never engagement) that carry no visitor: they are events and pageviews, of no visitor and no visit.</summary>
    public IReadOnlyList<Event> Unvisited { get; }

    /// <summary>Gathers the events of a day.</summary>
    /// <param name="day">The day that all of them belong to.</param>
    /// <param name="events">In any order, each id once: <see cref="Days.DayEvents.Deduplicate"/>.</param>
    public static DayVisits Gather(LocalDay day, IEnumerable<Event> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var visited = new List<Event>();
        var unvisited = new List<Event>();
        foreach (Event e in events)
        {
            if (e.Visitor is not null)
            {
                visited.Add(e);
            }
            else if (!e.IsEngagement)
            {
                unvisited.Add(e);
            }
        }

        Event[] ordered = [.. visited];
        Array.Sort(ordered, CompareByVisitorAndTime);
        return new DayVisits(day, Cut(ordered), unvisited);
    }

    /// <summary>
    /// The same visits without the emptied events that they can do without: each keeps its first event and its last, what tells time that was spent,
    /// what undoes its bounce, and enough that no silence in it is longer than <see cref="LongestSilence"/>. Gathered again, it is the same visits.
    /// </summary>
    internal DayVisits Trimmed()
    {
        bool isNeeded = Unvisited.Any(e => e.IsEmptied) || Visits.Any(visit => visit.Events.Any(e => e.IsEmptied));
        return isNeeded ? new DayVisits(Day, [.. Visits.Select(visit => visit.Trimmed())], [.. Unvisited.Where(e => !e.IsEmptied)]) : this;
    }

    // A stray engagement (no visit is open) lies between two visits, never inside one: so a visit is a slice.
    private static List<Visit> Cut(Event[] ordered)
    {
        var visits = new List<Visit>();
        int start = -1;
        for (int i = 0; i < ordered.Length; i++)
        {
            if (start >= 0 && Continues(ordered[i - 1], ordered[i]))
            {
                continue;
            }

            Close(i);
            start = ordered[i].IsEngagement ? -1 : i;
        }

        Close(ordered.Length);
        return visits;

        void Close(int end)
        {
            if (start >= 0)
            {
                visits.Add(new Visit(ordered[start].Visitor!.Value, new ArraySegment<Event>(ordered, start, end - start)));
            }
        }
    }

    private static bool Continues(Event before, Event e) => e.Visitor == before.Visitor && e.Time - before.Time <= LongestSilence;

    private static int CompareByVisitorAndTime(Event a, Event b)
    {
        int order = a.Visitor!.Value.Bits.CompareTo(b.Visitor!.Value.Bits);
        order = order != 0 ? order : a.Time.CompareTo(b.Time);
        order = order != 0 ? order : a.ReceivedAt.CompareTo(b.ReceivedAt);
        return order != 0 ? order : string.CompareOrdinal(a.Id.Value, b.Id.Value);
    }
}
