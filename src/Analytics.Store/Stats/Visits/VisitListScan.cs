using Analytics.Store.Blocks;
using Analytics.Store.Calendars;
using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats.Visits;

/// <summary>Lists visits from the days of a site, one after the other, in any order. Not for concurrent use.</summary>
public sealed class VisitListScan
{
    private readonly ListQuery _query;
    private readonly CountedRows _counted;
    private readonly TopPlaces<ListedVisit> _top;

    /// <summary>A scan that has seen no day yet.</summary>
    public VisitListScan(ListQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        _query = query;
        _counted = new CountedRows(query.Range, query.Filter);
        _top = new TopPlaces<ListedVisit>(query);
    }

    /// <summary>Whether the day can still change the page.</summary>
    public bool Needs(LocalDay day) => _query.Order != VisitOrder.Start || _top.Needs(day);

    /// <summary>Takes in a day, each at most once.</summary>
    /// <param name="day">The day.</param>
    /// <param name="content">What it is made of: <see cref="VisitKey.ContentOf"/>.</param>
    /// <param name="blocks">All of its blocks, in their order.</param>
    public void Add(LocalDay day, string content, IReadOnlyList<Block> blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        if (!_query.Range.Touches(day))
        {
            return;
        }

        var numbers = new Numbers();
        foreach (Block block in blocks)
        {
            Add(block, day, content, numbers);
        }
    }

    /// <summary>The page.</summary>
    public (IReadOnlyList<ListedVisit> Visits, ListPlace? Next) Finish() => _top.Page();

    private void Add(Block block, LocalDay day, string content, Numbers numbers)
    {
        BlockLayout layout = block.Layout;
        bool[] counts = _counted.Of(block);
        VisitFacts? facts = null;
        BlockRange within = BlockRange.Of(_query.Range, block);
        int[] times = block.Columns.Times;
        long start = block.Columns.Start.ToUnixTimeMilliseconds();
        for (int visit = 0; visit < layout.Visited; visit++)
        {
            int first = layout.FirstRow[visit], end = layout.FirstRow[visit + 1];
            long time = start + times[first];
            int number = numbers.Next(time); // of every visit, whether listed or not
            if (!within.Contains(times[first]) || !AnyOf(counts, first, end))
            {
                continue;
            }

            facts ??= block.Facts;
            long key = _query.Order switch
            {
                VisitOrder.Duration => times[end - 1] - times[first],
                VisitOrder.Pageviews => facts.Pageviews[visit],
                VisitOrder.Events => facts.Events[visit],
                _ => Math.Max(0, time),
            };
            var place = new ListPlace(key, day, time, number);
            if (_top.Takes(place))
            {
                _top.Add(place, VisitRows.Visit(block, visit, new VisitKey(day, content, time, number), place));
            }
        }
    }

    private static bool AnyOf(bool[] counts, int first, int end)
    {
        for (int row = first; row < end; row++)
        {
            if (counts[row])
            {
                return true;
            }
        }

        return false;
    }
}
