using Analytics.Store.Blocks;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;

namespace Analytics.Store.Stats.Scan;

/// <summary>Answers one plain question from the blocks of a site, one after the other, in any order. Not for concurrent use.</summary>
public sealed class StatsScan
{
    private readonly StatsPlan _plan;
    private Cell _root;
    private readonly Condition _ofVisit;
    private readonly Condition _ofRow;
    private readonly ClockLabels? _clock;
    private readonly bool _needsTotalsOnly;

    /// <summary>A scan that has seen no block yet.</summary>
    public StatsScan(StatsPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _plan = plan;
        _root = new Cell(plan.Sums);
        (_ofVisit, _ofRow) = Condition.Split(plan.Query.Filter);
        _clock = plan.Time is ClockTimeDimension clock ? new ClockLabels(plan.Calendar, clock) : null;
        _needsTotalsOnly = plan.Query.Range.IsWholeDays
            && plan.Query.Filter is Filter.And { All.Count: 0 }
            && plan.Time is null or DayTimeDimension or TimeHour
            && plan.OfVisit.Length + plan.OfEvent.Length == 0
            && Array.TrueForAll(plan.Slots, slot => slot.Metric.OfTotals(default) is not null);
    }

    /// <summary>What is asked, in words: scans with the same key, shown the same blocks, find the same.</summary>
    public string Key => field ??= ScanKey.Of(_plan);

    /// <summary>The days that the question is about.</summary>
    public (LocalDay First, LocalDay Last) Days => (_plan.Query.Range.FirstDay, _plan.Query.Range.LastDay);

    /// <summary>Whether the question is about the day.</summary>
    public bool Touches(LocalDay day) => _plan.Query.Range.Touches(day);

    /// <summary>Whether a day's totals are all that the question needs: then <see cref="Add(Day)"/> takes it in, and its blocks need not be read.</summary>
    public bool IsAnsweredByTotals(Day day)
    {
        ArgumentNullException.ThrowIfNull(day);
        return _needsTotalsOnly && day.State != DayState.Open && day.Hidden == EventKinds.None && (_clock is null || HoursAreThoseOfTheClock(day));
    }

    /// <summary>Takes in a block; one outside of the range changes nothing.</summary>
    /// <param name="block">Each at most once; a visitor's day stands in one of them as a whole.</param>
    /// <param name="weight">
    /// How many times what it finds counts: 1, or, where the block stands for others of its day that are not shown, for how many. 1 to 512.
    /// </param>
    public void Add(Block block, int weight = 1)
    {
        ArgumentNullException.ThrowIfNull(block);
        if (!Touches(block.Day) || block.Rows == 0)
        {
            return;
        }

        _clock?.Forget();
        Cell found = weight == 1 ? _root : new Cell(_plan.Sums);
        new BlockScan(_plan, block, found, _clock).Run(_ofVisit, _ofRow);
        if (weight > 1)
        {
            Merge(found, weight);
        }
    }

    /// <summary>Takes in a day for which <see cref="IsAnsweredByTotals"/> holds; one outside of the range changes nothing.</summary>
    public void Add(Day day)
    {
        ArgumentNullException.ThrowIfNull(day);
        if (!Touches(day.Date))
        {
            return;
        }

        if (_clock is null)
        {
            Add(day.Totals, _plan.Time is DayTimeDimension time ? time.BucketOf(day.Date, _plan.Query.Range).ToString() : null);
            return;
        }

        _clock.Forget();
        for (int hour = 0; hour < day.Hours.Count; hour++)
        {
            Add(day.Hours[hour], _clock.At(day.Start.AddHours(hour)));
        }
    }

    /// <summary>What was found so far.</summary>
    public ScanSnapshot Snapshot() => new(Key, _root);

    /// <summary>Goes on from what was found by a scan of the same question; what this one has found is forgotten.</summary>
    /// <exception cref="ArgumentException">It is not the same question.</exception>
    public void Resume(ScanSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        _root = snapshot.Key == Key ? snapshot.Restore() : throw new ArgumentException("Another question was asked there.", nameof(snapshot));
    }

    /// <summary>The answer so far.</summary>
    public StatsResult Finish() => StatsRows.Arrange(_plan.Query, _plan.Calendar, Rows(evenEmpty: true));

    /// <summary>All rows so far, in any order.</summary>
    /// <param name="evenEmpty">Whether a question without dimensions has a row even where nothing counts.</param>
    internal List<StatsRow> Rows(bool evenEmpty)
    {
        List<StatsRow> rows = StatsRows.Of(_plan, _root);
        return rows.Count == 0 && evenEmpty && _plan.Query.Dimensions.Count == 0 ? [StatsRows.Empty(_plan)] : rows;
    }

    private void Merge(Cell found, int weight)
    {
        foreach ((IReadOnlyList<string> path, Cell cell) in found.Filled())
        {
            Cell into = path.Aggregate(_root, (place, value) => place[value]);
            foreach (MetricSlot slot in _plan.Slots)
            {
                Span<long> part = cell.Sums.AsSpan(slot.First, slot.Metric.Sums);
                slot.Metric.Scale(part, weight);
                slot.Metric.Merge(into.Sums.AsSpan(slot.First, slot.Metric.Sums), part);
            }

            for (int place = 0; place < _plan.Distributed.Length; place++)
            {
                if (cell.FindNumbers(place) is { } numbers)
                {
                    into.Numbers(place).Add(numbers, weight);
                }
            }
        }
    }

    private void Add(DayTotals totals, string? label)
    {
        if (totals == default)
        {
            return;
        }

        long[] sums = (label is null ? _root : _root[label]).Sums;
        foreach (MetricSlot slot in _plan.Slots)
        {
            slot.Metric.Merge(sums.AsSpan(slot.First, slot.Metric.Sums), slot.Metric.OfTotals(totals));
        }
    }

    // The hours of a day count from its start; the clock's do too unless it begins within one, or is changed on the way.
    private bool HoursAreThoseOfTheClock(Day day)
    {
        for (int hour = 0; hour < day.Hours.Count; hour++)
        {
            if (_plan.Calendar.ClockAt(day.Start.AddHours(hour)) != day.Date.Date.ToDateTime(new TimeOnly(0, 0)).AddHours(hour))
            {
                return false;
            }
        }

        return day.Hours.Count == 24 && day.End - day.Start == TimeSpan.FromHours(24);
    }
}
