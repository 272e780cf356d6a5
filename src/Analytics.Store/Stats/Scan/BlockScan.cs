using Analytics.Store.Blocks;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Metrics;

namespace Analytics.Store.Stats.Scan;

/// <summary>
/// One question over one block: finds what counts and in which cell, a column at a time, lets every metric add up, and adds the sums of
/// each cell to the answer.
/// </summary>
/// <remarks>
/// The rows of a visit and the visits of a visitor stand together, so the number of the one that a cell counted last is enough to count
/// each once.
/// </remarks>
internal sealed class BlockScan
{
    private readonly StatsPlan _plan;
    private readonly Block _block;
    private readonly BlockLayout _layout;
    private readonly Cell _root;
    private readonly ClockBuckets? _clock;
    private readonly string? _dayLabel;
    private readonly BlockRange _range;

    public BlockScan(StatsPlan plan, Block block, Cell root, ClockLabels? clock)
    {
        (_plan, _block, _root, _layout) = (plan, block, root, block.Layout);
        _clock = clock is null ? null : new ClockBuckets(block, clock);
        _dayLabel = (plan.Time as DayTimeDimension)?.BucketOf(block.Day, plan.Query.Range).ToString();
        _range = BlockRange.Of(plan.Query.Range, block);
    }

    public void Run(Condition ofVisit, Condition ofRow)
    {
        bool[]? visits = ofVisit.Ask(_block);
        if (!_plan.Scope.IsOfEvents)
        {
            ScanVisits(visits);
        }
        else
        {
            ScanRows(visits, ofRow);
        }

        if (_plan.Engagements.Length > 0)
        {
            ScanEngagement(visits, ofRow);
        }
    }

    // Visits count as a whole, in every bucket of time that they were active in; their events each in its own bucket.
    private void ScanVisits(bool[]? matching)
    {
        List<int> buckets = [];
        int[] items = _clock is null && _range.IsAll ? Matching(matching, _layout.Visited) : Active(matching, buckets);
        BlockCells cells = ByVisit(BlockCells.One(items.Length), items);
        cells = _clock is null ? InDay(cells) : cells.By(_clock.Values, [.. buckets]);
        Sum(cells, (_plan.Visitors, Visitors(cells, items)), (_plan.Visits, Visits(_plan.Visits, cells, items)));

        if (_plan.Events.Length > 0 && _clock is null && _range.IsAll && Array.TrueForAll(_plan.Events, s => s.Metric.WholeVisits(_block) is not null))
        {
            SumWholeVisits(matching);
        }
        else if (_plan.Events.Length > 0)
        {
            int[] rows = Rows(matching, null);
            BlockCells ofRows = InTime(ByVisitOfRow(BlockCells.One(rows.Length), rows), rows);
            Sum(ofRows, (_plan.Events, All(ofRows, rows)));
            NumberScan.AddAll(_plan, _block, _root, ofRows, rows);
        }
    }

    private int[] Active(bool[]? matching, List<int> buckets)
    {
        List<int> active = [];
        for (int visit = 0; visit < _layout.Visited; visit++)
        {
            if (matching is null || matching[visit])
            {
                AddActive(visit, active, buckets);
            }
        }

        return [.. active];
    }

    private static int[] Matching(bool[]? matching, int count)
    {
        int[] found = GC.AllocateUninitializedArray<int>(count);
        int next = 0;
        for (int i = 0; i < count; i++)
        {
            if (matching is null || matching[i])
            {
                found[next++] = i;
            }
        }

        return next == count ? found : found[..next];
    }

    private void AddActive(int visit, List<int> active, List<int> buckets)
    {
        int[] times = _block.Columns.Times;
        int from = times[_layout.FirstRow[visit]], to = times[_layout.FirstRow[visit + 1] - 1];
        if (!_range.IsAll)
        {
            if (to < _range.From || from >= _range.Before)
            {
                return;
            }

            from = (int)Math.Max(from, _range.From);
            to = (int)Math.Min(to, _range.Before - 1);
        }

        if (_clock is null)
        {
            active.Add(visit);
            return;
        }

        _clock.Between(from, to, buckets);
        while (active.Count < buckets.Count)
        {
            active.Add(visit);
        }
    }

    private void SumWholeVisits(bool[]? matching)
    {
        int[] visits = Matching(matching, _layout.Visits);
        BlockCells cells = InDay(ByVisit(BlockCells.One(visits.Length), visits));
        Occurrences found = All(cells, visits);
        long[] sums = new long[cells.Count * _plan.Sums];
        foreach (MetricSlot slot in _plan.Events)
        {
            new SumColumns(sums, _plan.Sums, slot.First).Add(found, slot.Metric.WholeVisits(_block)!);
        }

        Merge(cells, sums, _plan.Events);
    }

    // Visits count where, and as far as, they have events that match.
    private void ScanRows(bool[]? visits, Condition ofRow)
    {
        int[] rows = Rows(visits, ofRow.Ask(_block));
        BlockCells cells = ByRow(rows, RowView.Event);
        int[] visitOf = _plan.Visitors.Length + _plan.Visits.Length > 0 ? Gather(_layout.VisitOf, rows) : [];
        Sum(
            cells,
            (_plan.Visitors, Visitors(cells, visitOf)),
            (_plan.Visits, Visits(_plan.Visits, cells, visitOf)),
            (_plan.Events, All(cells, rows)));
        NumberScan.AddAll(_plan, _block, _root, cells, rows);

        if (_plan.Entries.Length > 0)
        {
            // The same, but every event is taken to be on the page that its visit entered on.
            int[] entry = _block.Facts.Entry;
            int[] entered = Array.FindAll(Rows(visits, ofRow.Ask(_block, RowView.Entered)), row => entry[_layout.VisitOf[row]] >= 0);
            BlockCells ofEntered = ByRow(entered, RowView.Entered);
            Sum(ofEntered, (_plan.Entries, Visits(_plan.Entries, ofEntered, Gather(_layout.VisitOf, entered))));
        }
    }

    // The time that a row reports belongs to the page on which it was spent.
    private void ScanEngagement(bool[]? visits, Condition ofRow)
    {
        bool[]? matching = ofRow.Ask(_block, RowView.Report);
        (int[] told, int[] spent) = EngagedRows.Of(_block);
        int[] kept = [.. Enumerable.Range(0, told.Length).Where(i =>
            _layout.VisitOf[told[i]] < _layout.Visited
            && _range.Contains(_block.Columns.Times[told[i]])
            && (visits is null || visits[_layout.VisitOf[told[i]]])
            && (matching is null || matching[spent[i]]))];
        int[] rows = Array.ConvertAll(kept, i => told[i]), pages = Array.ConvertAll(kept, i => spent[i]);
        BlockCells cells = InTime(ByVisitOfRow(BlockCells.One(pages.Length), pages), rows);
        cells = _plan.OfEvent.Aggregate(cells, (c, dimension) => By(c, Condition.OfRows(dimension, _block, RowView.Report), pages));
        Sum(cells, (_plan.Engagements, All(cells, rows)));
    }

    private int[] Rows(bool[]? visits, bool[]? rows)
    {
        RowKind[] kinds = _block.Facts.Kinds;
        int[] times = _range.IsAll ? [] : _block.Columns.Times, visitOf = _layout.VisitOf;
        int[] found = GC.AllocateUninitializedArray<int>(kinds.Length);
        int count = 0;
        for (int row = 0; row < kinds.Length; row++)
        {
            if (kinds[row].IsCounted()
                && (rows is null || rows[row])
                && (visits is null || visits[visitOf[row]])
                && (_range.IsAll || _range.Contains(times[row])))
            {
                found[count++] = row;
            }
        }

        return count == found.Length ? found : found[..count];
    }

    private BlockCells ByRow(int[] rows, RowView view) => _plan.OfEvent.Aggregate(
        InTime(ByVisitOfRow(BlockCells.One(rows.Length), rows), rows),
        (cells, dimension) => By(cells, Condition.OfRows(dimension, _block, view), rows));

    private BlockCells ByVisit(BlockCells cells, int[] visits) =>
        _plan.OfVisit.Aggregate(cells, (c, dimension) => By(c, dimension.Show(_block), visits));

    private BlockCells ByVisitOfRow(BlockCells cells, int[] rows) =>
        _plan.OfVisit.Aggregate(cells, (c, dimension) => By(c, Condition.OfRows(dimension, _block, RowView.Event), rows));

    private static BlockCells By(BlockCells cells, TextColumn column, int[] items) => cells.By(column.Values, Gather(column.Ids, items));

    private static int[] Gather(int[] values, int[] items)
    {
        int[] gathered = GC.AllocateUninitializedArray<int>(items.Length);
        for (int i = 0; i < items.Length; i++)
        {
            gathered[i] = values[items[i]];
        }

        return gathered;
    }

    private BlockCells InTime(BlockCells cells, int[] rows)
    {
        if (_clock is null)
        {
            return InDay(cells);
        }

        int[] times = _block.Columns.Times;
        int[] buckets = Array.ConvertAll(rows, row => _clock.At(times[row]));
        return cells.By(_clock.Values, buckets);
    }

    private BlockCells InDay(BlockCells cells) => _dayLabel is null ? cells : cells.By(_dayLabel);

    private static Occurrences All(BlockCells cells, int[] items) => new(items, cells.Of, items.Length);

    private Occurrences Visitors(BlockCells cells, int[] visits) => _plan.Visitors.Length == 0 ? default : Firsts(cells, visits, _layout.VisitorOf);

    private Occurrences Visits(MetricSlot[] slots, BlockCells cells, int[] visits) => slots.Length == 0 ? default : Firsts(cells, visits, null);

    // Of the visits of a cell each once or, where their visitors are given, each visitor once.
    private Occurrences Firsts(BlockCells cells, int[] visits, int[]? visitorOf)
    {
        int[] last = new int[cells.Count], cellOf = cells.Of;
        int[] items = GC.AllocateUninitializedArray<int>(visits.Length), of = GC.AllocateUninitializedArray<int>(visits.Length);
        int count = 0;
        for (int i = 0; i < visits.Length; i++)
        {
            int visit = visits[i], number = (visitorOf is null ? visit : visitorOf[visit]) + 1;
            ref int before = ref last[cellOf[i]];
            if (before != number && visit < _layout.Visited)
            {
                before = number;
                items[count] = visit;
                of[count++] = cellOf[i];
            }
        }

        return new Occurrences(items, of, count);
    }

    private void Sum(BlockCells cells, params ReadOnlySpan<(MetricSlot[] Slots, Occurrences Found)> feeds)
    {
        long[] sums = new long[cells.Count * _plan.Sums];
        List<MetricSlot> fed = [];
        foreach ((MetricSlot[] slots, Occurrences found) in feeds)
        {
            foreach (MetricSlot slot in slots)
            {
                slot.Add(_block, found, sums, _plan.Sums);
                fed.Add(slot);
            }
        }

        Merge(cells, sums, fed);
    }

    private void Merge(BlockCells cells, long[] sums, IReadOnlyCollection<MetricSlot> slots)
    {
        for (int cell = 0; cell < cells.Count; cell++)
        {
            ReadOnlySpan<long> from = sums.AsSpan(cell * _plan.Sums, _plan.Sums);
            if (from.ContainsAnyExcept(0))
            {
                long[] into = cells.Find(_root, cell).Sums;
                foreach (MetricSlot slot in slots)
                {
                    slot.Merge(into, from);
                }
            }
        }
    }
}
