using System.Runtime.InteropServices;
using Analytics.Store.Blocks;
using Analytics.Store.Calendars;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Ranges;
using Analytics.Store.Stats.Scan;
using Analytics.Store.Stats.Visits;

namespace Analytics.Store.Stats.People;

/// <summary>The profile of one person from the blocks of a site, one after the other, in any order. Not for concurrent use.</summary>
public sealed class PersonScan
{
    /// <summary>The most changes of one trait that a profile shows.</summary>
    public const int MaxChanges = 100;

    private readonly string _userId;
    private readonly StatsRange _range;
    private readonly CountedRows _inRange;
    private readonly PersonSum _sum;
    private readonly HashSet<TraitChange> _told = [];
    private readonly Dictionary<LocalDay, (int Visits, int Pageviews, int Events)> _days = [];
    private readonly Dictionary<(string? Device, string? Browser, string? Os), (int Visits, DateTimeOffset Last)> _devices = [];
    private readonly Dictionary<string, (int Visits, DateTimeOffset Last)> _places = new(StringComparer.Ordinal);

    /// <summary>A scan that has seen no block yet.</summary>
    /// <param name="userId">Whose profile.</param>
    /// <param name="range">What it is about.</param>
    public PersonScan(string userId, StatsRange range)
    {
        ArgumentNullException.ThrowIfNull(range);
        (_userId, _range, _inRange, _sum) = (userId, range, new CountedRows(range, Filter.Everything), new PersonSum(userId));
    }

    /// <summary>Whether the range has the day.</summary>
    public bool Touches(LocalDay day) => _range.Touches(day);

    /// <summary>Takes in a block, each at most once; one outside of the range changes nothing.</summary>
    public void Add(Block block)
    {
        ArgumentNullException.ThrowIfNull(block);
        if (!Touches(block.Day) || block.Rows == 0 || Array.IndexOf(block.Columns.Text(BlockField.UserId).Values, _userId) < 0)
        {
            return;
        }

        var rows = new PersonRows(block);
        bool[] inRange = _inRange.Of(block);
        for (int row = 0; row < inRange.Length; row++)
        {
            if (inRange[row] && rows.UserOf(row) == _userId)
            {
                Add(block, rows, row);
            }
        }
    }

    /// <summary>The profile; null where the person was not seen.</summary>
    public PersonProfile? Finish() => _sum.Events == 0 ? null : new PersonProfile(
        _sum.ToPerson(),
        [.. Changes().OrderBy(change => change.Value.At).ThenBy(change => change.Name, StringComparer.Ordinal).ThenBy(change => change.IsVerified)],
        [.. _days.OrderByDescending(day => day.Key).Select(day => new PersonDay(day.Key, day.Value.Visits, day.Value.Pageviews, day.Value.Events))],
        [.. _devices.Select(d => new PersonDevice(d.Key.Device, d.Key.Browser, d.Key.Os, d.Value.Visits, d.Value.Last))
            .OrderByDescending(d => d.Visits).ThenByDescending(d => d.LastSeen).ThenBy(d => $"{d.Device} {d.Browser} {d.Os}", StringComparer.Ordinal)],
        [.. _places.Select(p => new PersonPlace(p.Key.Length == 0 ? null : p.Key, p.Value.Visits, p.Value.Last))
            .OrderByDescending(p => p.Visits).ThenByDescending(p => p.LastSeen).ThenBy(p => p.Country, StringComparer.Ordinal)]);

    private void Add(Block block, PersonRows rows, int row)
    {
        DateTimeOffset at = rows.At(row);
        int visits = _sum.Visits, pageviews = _sum.Pageviews;
        rows.AddTo(_sum, row, counts: true);
        int begun = _sum.Visits - visits;
        ref (int Visits, int Pageviews, int Events) day = ref CollectionsMarshal.GetValueRefOrAddDefault(_days, block.Day, out _);
        day = (day.Visits + begun, day.Pageviews + _sum.Pageviews - pageviews, day.Events + 1);
        int visit = block.Layout.VisitOf[row];
        VisitClient client = VisitRows.ClientOf(block.Columns, visit);
        Note(ref CollectionsMarshal.GetValueRefOrAddDefault(_devices, (client.Device, client.Browser, client.Os), out _));
        Note(ref CollectionsMarshal.GetValueRefOrAddDefault(_places, VisitRows.PlaceOf(block.Columns, visit).Country ?? "", out _));
        foreach ((string name, string value) in rows.TraitsOf(row)?.Values ?? new Dictionary<string, string>())
        {
            _ = _told.Add(new TraitChange(name, rows.TraitsOf(row)!.IsVerified, new TraitValue(value, at)));
        }

        void Note(ref (int Visits, DateTimeOffset Last) seen) => seen = (seen.Visits + begun, at > seen.Last ? at : seen.Last);
    }

    // What was told again is no change.
    private IEnumerable<TraitChange> Changes()
    {
        foreach (IGrouping<(string, bool), TraitChange> trait in _told.GroupBy(told => (told.Name, told.IsVerified)))
        {
            List<TraitChange> changes = [];
            foreach (TraitChange told in trait.Order(Comparer<TraitChange>.Create((a, b) => a == b ? 0 : a.Value.IsAfter(b.Value) ? 1 : -1)))
            {
                if (changes.Count == 0 || changes[^1].Value.Value != told.Value.Value)
                {
                    changes.Add(told);
                }
            }

            foreach (TraitChange change in changes.TakeLast(MaxChanges))
            {
                yield return change;
            }
        }
    }
}
