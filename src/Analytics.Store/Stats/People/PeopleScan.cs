using Analytics.Store.Blocks;
using Analytics.Store.Calendars;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats.People;

/// <summary>Lists identified people from the blocks of a site, one after the other, in any order. Not for concurrent use.</summary>
/// <remarks>It keeps some 500 bytes of each person who was seen, and their traits.</remarks>
public sealed class PeopleScan
{
    /// <summary>The most people; one more, and the question is refused.</summary>
    public const int MaxPeople = 200_000;

    private readonly PeopleQuery _query;
    private readonly CountedRows _counted, _all;
    private readonly Dictionary<string, PersonSum> _people = new(StringComparer.Ordinal);

    /// <summary>A scan that has seen no block yet.</summary>
    /// <exception cref="Inputs.AnalyticsInputException">A filter of traits cannot be asked.</exception>
    public PeopleScan(PeopleQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        foreach (TraitFilter filter in query.Traits)
        {
            filter.Check();
        }

        _query = query;
        _counted = new CountedRows(query.Range, query.Filter);
        _all = new CountedRows(query.Range, Filter.Everything);
    }

    /// <summary>Whether the question is about the day.</summary>
    public bool Touches(LocalDay day) => _query.Range.Touches(day);

    /// <summary>Takes in a block, each at most once; one outside of the range changes nothing.</summary>
    /// <exception cref="Inputs.AnalyticsInputException">The range holds more people than can be kept.</exception>
    public void Add(Block block)
    {
        ArgumentNullException.ThrowIfNull(block);
        if (!Touches(block.Day) || block.Rows == 0 || block.Columns.Text(BlockField.UserId).Values is [] or [""])
        {
            return;
        }

        var rows = new PersonRows(block);
        bool[] inRange = _all.Of(block), counts = _counted.Of(block);
        for (int row = 0; row < counts.Length; row++)
        {
            if (inRange[row] && rows.UserOf(row) is { Length: > 0 } user && (counts[row] || rows.Tells(row)))
            {
                rows.AddTo(Of(user), row, counts[row]);
            }
        }

        StatsBudget.Keep(_people.Count, MaxPeople, "identified people");
    }

    /// <summary>The page.</summary>
    public PeopleResult Finish()
    {
        List<(string UserId, PersonSum Sum)> listed = [.. _people.Where(p => p.Value.Events > 0 && Holds(p.Value)).Select(p => (p.Key, p.Value))];
        listed.Sort((a, b) => Compare(a, b));
        return new PeopleResult([.. listed.Skip(_query.Page.Offset).Take(_query.Page.Limit).Select(p => p.Sum.ToPerson())], listed.Count);
    }

    private PersonSum Of(string user)
    {
        if (!_people.TryGetValue(user, out PersonSum? person))
        {
            _people.Add(user, person = new PersonSum(user));
        }

        return person;
    }

    private bool Holds(PersonSum person) =>
        (_query.Search is null || person.Has(_query.Search)) && _query.Traits.All(filter => filter.Holds(person.Trait(filter.Name)));

    private int Compare((string UserId, PersonSum Sum) a, (string UserId, PersonSum Sum) b)
    {
        int order = KeyOf(a.Sum).CompareTo(KeyOf(b.Sum));
        return order == 0 ? string.CompareOrdinal(a.UserId, b.UserId) : _query.Ascending ? order : -order;
    }

    private long KeyOf(PersonSum person) => _query.Order switch
    {
        PeopleOrder.FirstSeen => person.FirstSeen.UtcTicks,
        PeopleOrder.Visits => person.Visits,
        PeopleOrder.Pageviews => person.Pageviews,
        PeopleOrder.Events => person.Events,
        _ => person.LastSeen.UtcTicks,
    };
}
