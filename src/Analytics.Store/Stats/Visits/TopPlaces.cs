using Analytics.Store.Calendars;

namespace Analytics.Store.Stats.Visits;

/// <summary>The first places of a list, however many are offered: as many as a page has, and one more that tells whether there is another page.</summary>
/// <param name="query">Which list.</param>
internal sealed class TopPlaces<T>(ListQuery query)
{
    private readonly SortedSet<ListPlace> _places = new(query.Ascending ? Comparer<ListPlace>.Default : Comparer<ListPlace>.Create((a, b) => b.CompareTo(a)));
    private readonly Dictionary<ListPlace, T> _items = [];
    private ListPlace _last;

    /// <summary>Whether as many are known as are asked for; then only what stands before the last of them is taken.</summary>
    public bool IsFull => _places.Count > query.Limit;

    /// <summary>Whether this place would be taken.</summary>
    public bool Takes(ListPlace place) => query.IsAhead(place) && (!IsFull || (query.Ascending ? place < _last : place > _last));

    /// <summary>Whether what is of that day may stand before the last one that is known; for lists by time.</summary>
    public bool Needs(LocalDay day) => !IsFull || (query.Ascending ? day <= _last.Day : day >= _last.Day);

    /// <summary>Takes one that <see cref="Takes"/>.</summary>
    public void Add(ListPlace place, T item)
    {
        _ = _places.Add(place);
        _items[place] = item;
        if (_places.Count > query.Limit + 1)
        {
            _ = _places.Remove(_last);
            _ = _items.Remove(_last);
        }

        _last = IsFull ? _places.Max : _last;
    }

    /// <summary>The page, and the place after which the next begins; null where it is the last.</summary>
    public (IReadOnlyList<T> Items, ListPlace? Next) Page() => (
        [.. _places.Take(query.Limit).Select(place => _items[place])],
        IsFull ? _places.ElementAt(query.Limit - 1) : null);
}
