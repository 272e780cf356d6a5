using Analytics.Store.Events;
using Analytics.Store.Visitors;
using Analytics.Store.Visits;

namespace Analytics.Store.Days;

/// <summary>
/// Counts a day and each of its hours, range by range. A visit and its visitor count in every hour from the visit's first event to its
/// last, as they do where a question groups by hour; with them the visit's bounce and whole duration.
/// </summary>
internal sealed class DayTally(DateTimeOffset start, DateTimeOffset end)
{
    private readonly DayTotals[] _hours = new DayTotals[Math.Max(1, (int)Math.Ceiling((end - start).TotalHours))];

    public DayTotals Totals { get; private set; }

    public IReadOnlyList<DayTotals> Hours => _hours;

    /// <summary>Takes in whole visitors, each once.</summary>
    public void Add(DayVisits visits)
    {
        VisitorId? before = null;
        int counted = -1; // the last hour in which the visitor counts
        foreach (Visit visit in visits.Visits)
        {
            bool isNew = visit.Visitor != before;
            before = visit.Visitor;
            counted = isNew ? -1 : counted;
            var whole = new DayTotals(0, 0, 1, visit.IsBounce ? 1 : 0, visit.IsBounce ? 0 : (long)(visit.End - visit.Start).TotalMilliseconds, 0);
            Totals += whole with { Visitors = isNew ? 1 : 0 };
            int last = HourOf(visit.End);
            for (int hour = HourOf(visit.Start); hour <= last; hour++)
            {
                _hours[hour] += whole with { Visitors = hour > counted ? 1 : 0 };
            }

            counted = Math.Max(counted, last);
            foreach (Event e in visit.Span)
            {
                Count(e);
            }
        }

        foreach (Event e in visits.Unvisited)
        {
            Count(e);
        }
    }

    private void Count(Event e)
    {
        if (e.IsCounted)
        {
            var one = new DayTotals(e.IsPageview ? 1 : 0, 0, 0, 0, 0, 1);
            Totals += one;
            _hours[HourOf(e.Time)] += one;
        }
    }

    // A day in a stored key is never recomputed: where the rules of a zone changed since, its first or last hour takes what lies beyond.
    private int HourOf(DateTimeOffset time) => (int)Math.Clamp((time - start).Ticks / TimeSpan.TicksPerHour, 0, _hours.Length - 1);
}
