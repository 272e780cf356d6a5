using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Stats.Dimensions;

namespace Analytics.Store.Stats.Scan;

/// <summary>Answers one question from the days of a site, one after the other, in any order. Not for concurrent use.</summary>
public sealed class StatsScan
{
    private readonly StatsPlan _plan;
    private readonly Cell _root;
    private readonly Condition _ofVisit;
    private readonly Condition _ofEvent;
    private readonly ClockLabels? _clock;
    private string? _dayLabel;
    private int _visitor;
    private int _visit;

    /// <summary>A scan that has seen no day yet.</summary>
    public StatsScan(StatsPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _plan = plan;
        _root = new Cell(plan.Sums);
        (_ofVisit, _ofEvent) = Condition.Split(plan.Query.Filter);
        _clock = plan.Time is ClockTimeDimension clock ? new ClockLabels(plan.Calendar, clock) : null;
    }

    /// <summary>Takes in a day; one outside of the range changes nothing.</summary>
    /// <param name="day">Each day at most once.</param>
    public void Add(DayVisits day)
    {
        ArgumentNullException.ThrowIfNull(day);
        if (!_plan.Query.Range.Touches(day.Day))
        {
            return;
        }

        _clock?.Forget();
        _dayLabel = (_plan.Time as DayTimeDimension)?.BucketOf(day.Day, _plan.Query.Range).ToString();
        Visit? before = null;
        foreach (Visit visit in day.Visits)
        {
            _visitor += visit.Visitor == before?.Visitor ? 0 : 1;
            _visit++;
            before = visit;
            AddVisit(visit);
        }

        foreach (Event e in _plan.Events.Length == 0 ? [] : day.Unvisited)
        {
            AddEvent(Sighting.Of(null, e));
        }
    }

    /// <summary>The answer so far.</summary>
    public StatsResult Finish() => StatsRows.Arrange(_plan, _root);

    private void AddVisit(Visit visit)
    {
        Sighting sighting = Sighting.Of(visit);
        if (!_plan.Query.Range.Overlaps(visit) || !_ofVisit.Holds(sighting))
        {
            return;
        }

        Cell cell = Walk(_root, _plan.OfVisit, sighting);
        if (!_plan.Scope.IsOfEvents)
        {
            AddActive(visit, sighting, cell);
            AddEventsOf(visit, cell);
            return;
        }

        AddMatching(visit, cell);
        if (_plan.Entries.Length > 0 && visit.EntryPage is not null)
        {
            AddEntered(visit, cell);
        }
    }

    // The visit as a whole counts, in every bucket of time that it was active in.
    private void AddActive(Visit visit, in Sighting sighting, Cell cell)
    {
        if (_clock is null)
        {
            CountVisit(sighting, InDay(cell));
            return;
        }

        DateTimeOffset from = visit.Start, to = visit.End;
        if (!_plan.Query.Range.IsWholeDays)
        {
            from = from > _plan.Query.Range.From ? from : _plan.Query.Range.From;
            to = to < _plan.Query.Range.Before ? to : _plan.Query.Range.Before.AddTicks(-1);
        }

        foreach (string label in _clock.Between(from, to))
        {
            CountVisit(sighting, cell[label]);
        }
    }

    private void AddEventsOf(Visit visit, Cell cell)
    {
        if (_plan.Events.Length == 0)
        {
            return;
        }

        foreach (Event e in visit.Span)
        {
            if (!e.IsEngagement && _plan.Query.Range.Contains(e))
            {
                CountEvent(Sighting.Of(visit, e), AtTime(cell, e));
            }
        }
    }

    // The visit counts where, and as far as, it has events that match.
    private void AddMatching(Visit visit, Cell cell)
    {
        foreach (Event e in visit.Span)
        {
            Sighting sighting = Sighting.Of(visit, e);
            if (!e.IsEngagement && _plan.Query.Range.Contains(e) && _ofEvent.Holds(sighting))
            {
                Cell group = Walk(AtTime(cell, e), _plan.OfEvent, sighting);
                CountVisit(sighting, group);
                CountEvent(sighting, group);
            }
        }
    }

    // The same, but every event is taken to be on the page that the visit entered on.
    private void AddEntered(Visit visit, Cell cell)
    {
        foreach (Event e in visit.Span)
        {
            Sighting sighting = new(visit, e, visit.EntryPage);
            if (!e.IsEngagement && _plan.Query.Range.Contains(e) && _ofEvent.Holds(sighting))
            {
                Cell group = Walk(AtTime(cell, e), _plan.OfEvent, sighting);
                if (group.Entry != _visit)
                {
                    group.Entry = _visit;
                    Feed(_plan.Entries, sighting, group);
                }
            }
        }
    }

    private void AddEvent(in Sighting sighting)
    {
        if (_plan.Query.Range.Contains(sighting.Event) && _ofVisit.Holds(sighting) && _ofEvent.Holds(sighting))
        {
            Cell cell = AtTime(Walk(_root, _plan.OfVisit, sighting), sighting.Event);
            CountEvent(sighting, Walk(cell, _plan.OfEvent, sighting));
        }
    }

    private void CountVisit(in Sighting sighting, Cell cell)
    {
        if (cell.Visitor != _visitor)
        {
            cell.Visitor = _visitor;
            Feed(_plan.Visitors, sighting, cell);
        }

        if (cell.Visit != _visit)
        {
            cell.Visit = _visit;
            Feed(_plan.Visits, sighting, cell);
        }
    }

    private void CountEvent(in Sighting sighting, Cell cell) => Feed(_plan.Events, sighting, cell);

    private Cell AtTime(Cell cell, Event e) => _clock is null ? InDay(cell) : cell[_clock.At(e.Time)];

    private Cell InDay(Cell cell) => _dayLabel is null ? cell : cell[_dayLabel];

    private static Cell Walk(Cell cell, PropertyDimension[] dimensions, in Sighting sighting)
    {
        foreach (PropertyDimension dimension in dimensions)
        {
            cell = cell[dimension.Show(sighting)];
        }

        return cell;
    }

    private static void Feed(MetricSlot[] slots, in Sighting sighting, Cell cell)
    {
        foreach (MetricSlot slot in slots)
        {
            slot.Add(sighting, cell);
        }
    }
}
