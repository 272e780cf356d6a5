using System.Runtime.InteropServices;
using Analytics.Store.Blocks;
using Analytics.Store.Calendars;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Ranges;
using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats.PropertyKeys;

/// <summary>Finds out which custom properties events have, from the blocks of a site, one after the other, in any order. Not for concurrent use.</summary>
/// <remarks>Names are of the senders' own choice: nobody knows them before the events were read.</remarks>
public sealed class PropertyKeyScan
{
    /// <summary>The most names; one more, and the question is refused.</summary>
    public const int MaxKeys = 100_000;

    private readonly StatsRange _range;
    private readonly CountedRows _counted;
    private readonly Dictionary<string, Tally> _tallies = new(StringComparer.Ordinal);
    private long _visitors;

    /// <summary>A scan that has seen no block yet.</summary>
    /// <param name="range">When the events were.</param>
    /// <param name="filter">Which of them count.</param>
    public PropertyKeyScan(StatsRange range, Filter filter)
    {
        ArgumentNullException.ThrowIfNull(range);
        ArgumentNullException.ThrowIfNull(filter);
        _range = range;
        _counted = new CountedRows(range, filter);
    }

    /// <summary>Whether the question is about the day.</summary>
    public bool Touches(LocalDay day) => _range.Touches(day);

    /// <summary>Takes in a block; one outside of the range changes nothing.</summary>
    /// <param name="block">Each at most once; a visitor's day stands in one of them as a whole.</param>
    /// <exception cref="Analytics.Store.Inputs.AnalyticsInputException">The range holds more names than can be kept.</exception>
    public void Add(Block block)
    {
        ArgumentNullException.ThrowIfNull(block);
        if (!Touches(block.Day) || block.Rows == 0)
        {
            return;
        }

        BlockLayout layout = block.Layout;
        int[] visitOf = layout.VisitOf, visitorOf = layout.VisitorOf;
        bool[] counts = _counted.Of(block);
        for (int row = 0; row < counts.Length; row++)
        {
            if (!counts[row] || !block.Columns.PropsOfRows.TryGetValue(row, out Dictionary<string, string>? props))
            {
                continue;
            }

            int visitor = visitorOf[visitOf[row]];
            foreach ((string key, string value) in props)
            {
                if (value.Length > 0)
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(_tallies, key, out _).Count(visitor < layout.Visitors ? _visitors + visitor + 1 : 0);
                }
            }

            StatsBudget.Keep(_tallies.Count, MaxKeys, "names of properties");
        }

        _visitors += layout.Visitors;
    }

    /// <summary>The answer so far: the most frequent first, then by name.</summary>
    public IReadOnlyList<PropertyKey> Finish() =>
    [
        .. _tallies.Select(tally => new PropertyKey(tally.Key, tally.Value.Events, tally.Value.Visitors))
            .OrderByDescending(key => key.Events).ThenBy(key => key.Key, StringComparer.Ordinal),
    ];

    // A visitor's events stand together: who had it last is enough to count everybody once.
    private struct Tally
    {
        private long _last;

        public long Events { get; private set; }

        public long Visitors { get; private set; }

        /// <param name="visitor">The visitor's number, from 1; 0 where nobody is known.</param>
        public void Count(long visitor)
        {
            Events++;
            Visitors += visitor > 0 && visitor != _last ? 1 : 0;
            _last = visitor > 0 ? visitor : _last;
        }
    }
}
