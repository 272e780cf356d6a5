using Analytics.Store.Visits;
using Analytics.Store.Events;

namespace Analytics.Testing.Oracle;

/// <summary>A visit: nothing but its events in order, all else is asked of them.</summary>
/// <param name="events">At least one.</param>
/// <param name="isExpired">Of which events the kind is kept no longer: they are in the visit, and do not count themselves.</param>
public sealed class OracleVisit(List<Event> events, Predicate<Event>? isExpired = null)
{
    public List<Event> Events => events;

    /// <summary>Those that count.</summary>
    public IEnumerable<Event> Counted => events.Where(e => e.Name != "engagement" && isExpired?.Invoke(e) is not true);

    public IEnumerable<Event> Views => events.Where(e => e.Name == "pageview");

    public bool Bounced => Views.Count() < 2 && !events.Any(e => e.Name != "pageview" && e.Name != "engagement" && e.Interactive);

    /// <summary>Reports of time spent: an engagement event reports on its own page, any other event on the page view before it.</summary>
    public IEnumerable<OracleReport> Reports
    {
        get
        {
            Event? before = null;
            foreach (Event e in events)
            {
                Event? view = e.Name == "engagement" ? e with { Name = "pageview" } : before is null ? null : before with { Time = e.Time };
                before = e.Name == "pageview" ? e : before;
                if (e.Engagement is { } told && view is not null)
                {
                    yield return new OracleReport(view, told.Milliseconds, told.Scroll);
                }
            }
        }
    }

    public long Milliseconds => Bounced ? 0 : (long)(events[^1].Time - events[0].Time).TotalMilliseconds;

    /// <summary>Of the raw events, copies and all: those that count, each with its visit (null for those without a visitor).</summary>
    public static List<(Event Event, OracleVisit? Visit)> Assign(IReadOnlyList<Event> raw, OracleClock clock, Predicate<Event>? isExpired = null)
    {
        List<Event> once = [.. raw.Where(e => !raw.Any(other => Beats(other, e, clock))).DistinctBy(e => (e.Id, e.Day))];
        List<(Event, OracleVisit?)> assigned = [.. once.Where(e => e.Visitor is null && e.Name != "engagement").Select(e => (e, (OracleVisit?)null))];
        foreach (IGrouping<object, Event> visitor in once.Where(e => e.Visitor is not null).GroupBy(e => (object)(e.Day, e.Visitor)))
        {
            OracleVisit? open = null;
            foreach (Event e in visitor.OrderBy(e => e.Time).ThenBy(e => e.ReceivedAt).ThenBy(e => e.Id.Value, StringComparer.Ordinal))
            {
                if (open is null || e.Time > open.Events[^1].Time.AddMinutes(30))
                {
                    open = e.Name == "engagement" ? null : new OracleVisit([], isExpired);
                }

                if (open is not null)
                {
                    open.Events.Add(e);
                    assigned.Add((e, open));
                }
            }
        }

        return assigned;
    }

    private static bool Beats(Event other, Event e, OracleClock clock)
    {
        if (other.Id != e.Id)
        {
            return false;
        }

        if (other.Day == e.Day)
        {
            return other.ReceivedAt < e.ReceivedAt;
        }

        bool isBefore = other.Day.Plus(1) == e.Day;
        if (!isBefore && e.Day.Plus(1) != other.Day)
        {
            return false;
        }

        DateTimeOffset midnight = clock.StartOf(isBefore ? e.Day : other.Day);
        return other.ReceivedAt >= midnight.AddMinutes(-10) && other.ReceivedAt < midnight.AddMinutes(10)
            && (other.ReceivedAt < e.ReceivedAt || (other.ReceivedAt == e.ReceivedAt && isBefore));
    }
}
