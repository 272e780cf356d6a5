namespace Analytics.Store.Stats.Insights;

/// <summary>All segments of three dimensions, and what is left of each when some of them are named. Not for concurrent use.</summary>
internal sealed class SegmentLattice(IReadOnlyList<string> dimensions)
{
    private readonly Dictionary<SegmentKey, (SegmentCount All, SegmentCount Left)> _segments = [];
    private readonly HashSet<SegmentKey> _passedOver = [];
    private readonly HashSet<SegmentKey> _cells = []; // of all three dimensions, those in no named segment

    /// <summary>Adds the segments of some of the dimensions. One whose count in either range is beyond the end of an answer is left out.</summary>
    /// <returns>Whether none was left out.</returns>
    public bool Add(StatsResult before, StatsResult after)
    {
        int[] places = [.. after.Query.Dimensions.Select(d => dimensions.ToList().IndexOf(d.Name))];
        Dictionary<SegmentKey, long> then = Read(before, places), now = Read(after, places);
        bool allBefore = before.Rows.Count == before.TotalRows, allAfter = after.Rows.Count == after.TotalRows;
        foreach (SegmentKey key in then.Keys.Union(now.Keys))
        {
            if ((allBefore || then.ContainsKey(key)) && (allAfter || now.ContainsKey(key)))
            {
                var count = new SegmentCount(then.GetValueOrDefault(key), now.GetValueOrDefault(key));
                _segments[key] = (count, count);
                _ = places.Length == dimensions.Count && _cells.Add(key);
            }
        }

        return allBefore && allAfter;
    }

    /// <summary>Names no segment by a value that all events have: it says nothing.</summary>
    public void PassOverWhole(SegmentCount total)
    {
        SegmentKey[] whole = [.. _segments.Where(segment => segment.Key.Depth == 1 && segment.Value.All == total).Select(segment => segment.Key)];
        _passedOver.UnionWith(_segments.Keys.Where(key => whole.Any(value => value.Holds(key))));
    }

    /// <summary>Takes out the segment that explains most of its own, and what it holds out of all others; null where none explains enough.</summary>
    /// <param name="rest">All that is not named yet.</param>
    /// <param name="total">All that changed.</param>
    /// <param name="preference">How much more a segment of one more dimension is worth.</param>
    public (ChangedSegment Segment, SegmentCount Left)? TakeBest(SegmentCount rest, long total, double preference)
    {
        (SegmentKey Key, double Worth)? best = null;
        foreach ((SegmentKey key, (_, SegmentCount left)) in _segments)
        {
            double worth = _passedOver.Contains(key) ? 0 : left.Own(rest, total) * (1 + (preference * (key.Depth - 1)));
            if (worth > 0 && (best is not { } found || worth > found.Worth || (worth == found.Worth && key.CompareTo(found.Key) < 0)))
            {
                best = (key, worth);
            }
        }

        if (best is not { Key: { } taken })
        {
            return null;
        }

        (SegmentCount all, SegmentCount free) = _segments[taken];
        TakeOut(taken);
        return (new ChangedSegment([.. dimensions.Zip(taken.Values).Where(d => d.Second is not null).Select(d => (d.First, d.Second!))], all.Before, all.After, free.Change), free);
    }

    private void TakeOut(SegmentKey taken)
    {
        foreach (SegmentKey cell in _cells.Where(taken.Holds).ToArray())
        {
            SegmentCount part = _segments[cell].All;
            _ = _cells.Remove(cell);
            foreach (SegmentKey wider in cell.Wider().Where(_segments.ContainsKey))
            {
                (SegmentCount all, SegmentCount left) = _segments[wider];
                _segments[wider] = (all, left - part);
            }
        }

        _ = _segments.Remove(taken);
    }

    private static Dictionary<SegmentKey, long> Read(StatsResult answer, int[] places) =>
        answer.Rows.ToDictionary(row => SegmentKey.Of(places, row.Dimensions), row => (long)row.Metrics[0].Numerator);
}
