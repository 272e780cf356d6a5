using Analytics.Store.Blocks;
using Analytics.Store.Calendars;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats.Journeys;

/// <summary>Answers a <see cref="JourneyQuery"/> from the blocks of a site, one after the other, in any order. Not for concurrent use.</summary>
/// <remarks>It keeps every path that occurs, about 150 bytes each: only when all are counted is it known which are the most frequent.</remarks>
public sealed class JourneyScan
{
    /// <summary>The most paths, with those that only lead to others; one more, and the question is refused.</summary>
    public const int MaxPaths = 1_000_000;

    private static readonly PropertyDimension Page = (PropertyDimension)KnownDimensions.Find("event:page")!;

    private readonly JourneyQuery _query;
    private readonly CountedRows _counted;
    private readonly Condition? _around;
    private readonly PathTree _tree = new();
    private readonly List<(int Page, bool IsAround)> _course = [];
    private long _visit;
    private long _visitor;
    private long _visits;
    private long _visitors;

    /// <summary>A scan that has seen no block yet.</summary>
    public JourneyScan(JourneyQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        _query = query;
        _counted = new CountedRows(query.Range, query.Filter);
        _around = query.Around is { } around ? Condition.OfEachRow(around.IsMet) : null;
    }

    /// <summary>Whether the question is about the day.</summary>
    public bool Touches(LocalDay day) => _query.Range.Touches(day);

    /// <summary>Takes in a block; one outside of the range changes nothing.</summary>
    /// <param name="block">Each at most once; a visitor's day stands in one of them as a whole.</param>
    /// <exception cref="Analytics.Store.Inputs.AnalyticsInputException">The range holds more paths than can be kept.</exception>
    public void Add(Block block)
    {
        ArgumentNullException.ThrowIfNull(block);
        if (!Touches(block.Day) || block.Rows == 0)
        {
            return;
        }

        BlockLayout layout = block.Layout;
        RowKind[] kinds = block.Kinds;
        bool[] counts = _counted.Of(block);
        bool[]? around = _around?.Ask(block);
        TextColumn pages = Page.Show(block);
        int[] numberOf = Array.ConvertAll(pages.Values, _tree.Number);
        for (int visitor = 0; visitor < layout.Visitors; visitor++)
        {
            _visitor++;
            bool came = false;
            for (int visit = layout.FirstVisit[visitor]; visit < layout.FirstVisit[visitor + 1]; visit++)
            {
                _visit++;
                _course.Clear();
                for (int row = layout.FirstRow[visit]; row < layout.FirstRow[visit + 1]; row++)
                {
                    int page = numberOf[pages.Ids[row]];

                    // A page that is loaded again is no way from one page to another.
                    if (counts[row] && kinds[row] == RowKind.Pageview && (_course.Count == 0 || _course[^1].Page != page))
                    {
                        _course.Add((page, around is not null && around[row]));
                    }
                }

                came |= Went();
            }

            _visitors += came ? 1 : 0;
        }
    }

    /// <summary>The answer so far.</summary>
    public JourneyResult Finish()
    {
        List<JourneyRow> rows = [.. _tree.Rows()];
        rows.Sort(Compare);
        return new JourneyResult(_query, _visits, _visitors, _query.Page.Cut(rows), rows.Count);
    }

    private bool Went()
    {
        bool came = _query.Kind == JourneyKind.Paths ? WentPath() : WentAround(_query.Kind == JourneyKind.Next ? 1 : -1);
        _visits += came ? 1 : 0;
        StatsBudget.Keep(_tree.Count, MaxPaths, "paths");
        return came;
    }

    private bool WentPath()
    {
        int path = PathTree.Root;
        for (int i = 0; i < _course.Count && i < _query.Length; i++)
        {
            path = _tree.Next(path, _course[i].Page);
        }

        if (path != PathTree.Root)
        {
            _tree.Went(path, _visit, _visitor);
        }

        return path != PathTree.Root;
    }

    private bool WentAround(int step)
    {
        bool came = false;
        for (int i = 0; i < _course.Count; i++)
        {
            if (_course[i].IsAround)
            {
                bool hasOther = i + step >= 0 && i + step < _course.Count;
                _tree.Went(hasOther ? _tree.Next(PathTree.Root, _course[i + step].Page) : PathTree.Root, _visit, _visitor);
                came = true;
            }
        }

        return came;
    }

    private static int Compare(JourneyRow a, JourneyRow b)
    {
        int order = b.Visits.CompareTo(a.Visits);
        order = order != 0 ? order : b.Visitors.CompareTo(a.Visitors);
        for (int i = 0; order == 0 && i < Math.Min(a.Pages.Count, b.Pages.Count); i++)
        {
            order = string.CompareOrdinal(a.Pages[i], b.Pages[i]);
        }

        return order != 0 ? order : a.Pages.Count.CompareTo(b.Pages.Count);
    }
}
