namespace Analytics.Store.Stats.Insights;

/// <summary>
/// Which segments explain how a count changed from one range to another: the one that explains most of its own is named first, and all
/// others lose what they share with it. So nothing is told twice. Immutable.
/// </summary>
/// <remarks>The method stands in <c>docs/metrics.md</c>.</remarks>
public sealed class ChangeReading
{
    // By how much of itself a segment of one more dimension may explain less, and still be named in the place of the wider one.
    private const double Preference = 0.1;

    private readonly SegmentCount _total;
    private readonly SegmentCount _rest;

    private ChangeReading(SegmentCount total, SegmentCount rest, IReadOnlyList<ChangedSegment> segments, bool isComplete) =>
        (_total, _rest, Segments, IsComplete) = (total, rest, segments, isComplete);

    /// <summary>The count of the range before.</summary>
    public long Before => _total.Before;

    /// <summary>The count of the range.</summary>
    public long After => _total.After;

    /// <summary>Whether the change is beyond what chance makes of independent events.</summary>
    public bool IsBeyondChance => _total.IsBeyondChance;

    /// <summary>What explains it, in the order in which it was named.</summary>
    public IReadOnlyList<ChangedSegment> Segments { get; }

    /// <summary>Whether every combination was looked at; false where there are more than answers have rows.</summary>
    public bool IsComplete { get; }

    /// <summary>Reads a change from the answers of both ranges.</summary>
    /// <param name="before">The count of the range before.</param>
    /// <param name="after">The count of the range.</param>
    /// <param name="dimensions">Three dimensions by name: those of which segments are made.</param>
    /// <param name="groupings">For each choice of one, two or all three of them, in that order, the answers of the range before and of the range; the count is their first metric.</param>
    /// <param name="limit">At most so many segments.</param>
    public static ChangeReading Of(long before, long after, IReadOnlyList<string> dimensions, IReadOnlyList<(StatsResult Before, StatsResult After)> groupings, int limit)
    {
        ArgumentNullException.ThrowIfNull(dimensions);
        ArgumentNullException.ThrowIfNull(groupings);
        var lattice = new SegmentLattice(dimensions);
        bool complete = true;
        foreach ((StatsResult then, StatsResult now) in groupings)
        {
            complete &= lattice.Add(then, now);
        }

        SegmentCount total = new(before, after), rest = total;
        lattice.PassOverWhole(total);
        List<ChangedSegment> named = [];
        while (named.Count < limit && lattice.TakeBest(rest, total.Change, Preference) is { } best)
        {
            named.Add(best.Segment);
            rest -= best.Left;
        }

        return new ChangeReading(total, rest, named, complete);
    }

    /// <summary>The same with one more segment, if any value of further dimensions explains enough beside those that are named.</summary>
    /// <param name="others">For each further dimension the answers of the range before and of the range.</param>
    /// <param name="shared">The same answers about the named segments only; none where nothing is named.</param>
    public ChangeReading With(IReadOnlyList<(StatsResult Before, StatsResult After)> others, IReadOnlyList<(StatsResult Before, StatsResult After)> shared)
    {
        ArgumentNullException.ThrowIfNull(others);
        ArgumentNullException.ThrowIfNull(shared);
        (double Own, ChangedSegment Segment)[] found =
        [
            .. others.SelectMany((answers, i) =>
            {
                string dimension = answers.After.Query.Dimensions[0].Name;
                Dictionary<string, SegmentCount> overlap = i < shared.Count ? Counts(shared[i]) : [];
                return Counts(answers).Select(count =>
                {
                    SegmentCount left = count.Value - overlap.GetValueOrDefault(count.Key);
                    return (left.Own(_rest, _total.Change), new ChangedSegment([(dimension, count.Key)], count.Value.Before, count.Value.After, left.Change));
                });
            }).Where(one => one.Item1 > 0),
        ];
        ChangedSegment? best = found.OrderByDescending(one => one.Own).ThenBy(one => one.Segment.Values[0].Value, StringComparer.Ordinal).FirstOrDefault().Segment;
        return best is null ? this : new ChangeReading(_total, _rest, [.. Segments, best], IsComplete);
    }

    private static Dictionary<string, SegmentCount> Counts((StatsResult Before, StatsResult After) answers)
    {
        Dictionary<string, long> before = Counts(answers.Before), after = Counts(answers.After);
        return before.Keys.Union(after.Keys).ToDictionary(value => value, value => new SegmentCount(before.GetValueOrDefault(value), after.GetValueOrDefault(value)), StringComparer.Ordinal);
    }

    private static Dictionary<string, long> Counts(StatsResult answer) => answer.Rows.ToDictionary(row => row.Dimensions[0], row => (long)row.Metrics[0].Numerator, StringComparer.Ordinal);
}
