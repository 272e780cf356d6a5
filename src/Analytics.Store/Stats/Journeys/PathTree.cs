using System.Runtime.InteropServices;

namespace Analytics.Store.Stats.Journeys;

/// <summary>Paths of pages, each page a step further from the root, and how many visits and visitors went each of them.</summary>
internal sealed class PathTree
{
    /// <summary>Where every path begins.</summary>
    public const int Root = 0;

    // By the path in the upper half and the page in the lower one.
    private readonly Dictionary<long, int> _next = [];
    private readonly List<Place> _places = [default];
    private readonly Dictionary<string, int> _pageOf = new(StringComparer.Ordinal);
    private readonly List<string> _pages = [];

    /// <summary>How many paths there are, with those that only lead to others.</summary>
    public int Count => _places.Count;

    /// <summary>The number of a page.</summary>
    public int Number(string page)
    {
        if (!_pageOf.TryGetValue(page, out int number))
        {
            _pageOf.Add(page, number = _pages.Count);
            _pages.Add(page);
        }

        return number;
    }

    /// <summary>The path that is one page longer.</summary>
    public int Next(int path, int page)
    {
        ref int next = ref CollectionsMarshal.GetValueRefOrAddDefault(_next, ((long)path << 32) | (uint)page, out bool isKnown);
        if (!isKnown)
        {
            next = _places.Count;
            _places.Add(new Place { Parent = path, Page = page });
        }

        return next;
    }

    /// <summary>A visit went this path; visits and visitors come one after the other, each with a number of its own from 1.</summary>
    public void Went(int path, long visit, long visitor)
    {
        ref Place place = ref CollectionsMarshal.AsSpan(_places)[path];
        place.Visits += place.LastVisit == visit ? 0 : 1;
        place.Visitors += place.LastVisitor == visitor ? 0 : 1;
        (place.LastVisit, place.LastVisitor) = (visit, visitor);
    }

    /// <summary>Every path that a visit went, unsorted.</summary>
    public IEnumerable<JourneyRow> Rows() =>
        Enumerable.Range(0, _places.Count).Where(path => _places[path].Visits > 0).Select(path => new JourneyRow(PagesOf(path), _places[path].Visits, _places[path].Visitors));

    private List<string> PagesOf(int path)
    {
        List<string> pages = [];
        for (; path != Root; path = _places[path].Parent)
        {
            pages.Add(_pages[_places[path].Page]);
        }

        pages.Reverse();
        return pages;
    }

    private record struct Place
    {
        public int Parent { get; init; }

        public int Page { get; init; }

        public long Visits { get; set; }

        public long Visitors { get; set; }

        public long LastVisit { get; set; }

        public long LastVisitor { get; set; }
    }
}
