using System.Runtime.InteropServices;
using Analytics.Store.Blocks.Format;
using Analytics.Store.Calendars;
using Analytics.Store.Events;
using Analytics.Store.Sites;

namespace Analytics.Store.Days;

/// <summary>
/// All raw events of one day, copies included, taken in once in any order and given back range by range without copies. A small day
/// is held as it is; of a larger one all but the newest events are held packed, by hash, so that ten million fit in a gigabyte.
/// </summary>
/// <param name="site">The site.</param>
/// <param name="day">The day.</param>
/// <param name="inMemory">How many events are held unpacked.</param>
/// <param name="rowsPerRange">The most events of a range on average.</param>
internal sealed class DayRows(SiteId site, LocalDay day, int inMemory = DayRows.InMemory, int rowsPerRange = DayRanges.TargetRows)
{
    /// <summary>How many events are held unpacked where nothing else is said: some hundred megabytes.</summary>
    public const int InMemory = 100_000;

    private const int Buckets = 64;
    private readonly List<byte[]>[] _packs = [.. Enumerable.Range(0, Buckets).Select(_ => new List<byte[]>())];
    private readonly List<Event> _loose = [];
    private readonly List<Event> _rivals = [];
    private readonly List<ulong> _ids = [];
    private readonly List<byte> _buckets = [];
    private (int Bucket, List<Event> Events)? _unpacked;

    /// <summary>Events taken in, copies included.</summary>
    public int Count => _ids.Count;

    /// <summary>Distinct event ids among them. Known after <see cref="Complete"/>.</summary>
    public long DistinctIds { get; private set; }

    /// <summary>Into how many ranges the day falls. Known after <see cref="Complete"/>.</summary>
    public int Ranges { get; private set; }

    /// <summary>When the first of them was received; null where there is none.</summary>
    public DateTimeOffset? FirstReceipt { get; private set; }

    /// <summary>The neighbours in which copies of its events lie: what counts there does not count here. Known after <see cref="Complete"/>.</summary>
    public IReadOnlyList<LocalDay> SharedWith => [.. Shared.Select(copy => copy.Day).Distinct()];

    /// <summary>Its events of which copies lie in neighbours, by the hash of their id. Known after <see cref="Complete"/>.</summary>
    public IReadOnlyList<(LocalDay Day, ulong Id)> Shared { get; private set; } = [];

    public void Add(Event e)
    {
        _ids.Add(e.Id.Hash());
        _buckets.Add((byte)DayRanges.Of(e.Visitor, Buckets));
        FirstReceipt = FirstReceipt < e.ReceivedAt ? FirstReceipt : e.ReceivedAt;
        _loose.Add(e);
        if (_loose.Count >= inMemory)
        {
            foreach (IGrouping<int, Event> bucket in _loose.GroupBy(x => DayRanges.Of(x.Visitor, Buckets)))
            {
                _packs[bucket.Key].Add(BlockWriter.Log(day, DayEvents.Deduplicate(bucket, [])));
            }

            _loose.Clear();
        }
    }

    /// <summary>Ends the taking in.</summary>
    /// <param name="neighbours">As in <see cref="DayEvents.Deduplicate"/>.</param>
    public void Complete(IEnumerable<Event> neighbours)
    {
        _rivals.AddRange(neighbours);
        _rivals.AddRange(WinnersAcrossBuckets());
        Shared = [.. _rivals.Where(e => e.Day != day && _ids.BinarySearch(e.Id.Hash()) >= 0).Select(e => (e.Day, e.Id.Hash())).Distinct()];
        Ranges = DayRanges.CountFor(DistinctIds, rowsPerRange);
    }

    /// <summary>The events of a range that count, by time. Cheapest when asked range after range.</summary>
    public IReadOnlyList<Event> Range(int range)
    {
        int width = Math.Max(1, Buckets / Ranges);
        int first = (int)((long)range * Buckets / Ranges);
        var own = new List<Event>();
        for (int bucket = first; bucket < first + width; bucket++)
        {
            own.AddRange(In(bucket).Where(e => DayRanges.Of(e.Visitor, Ranges) == range));
        }

        List<Event> kept = [.. DayEvents.Deduplicate(own, _rivals)];
        kept.Sort(DayEvents.CompareByTime);
        return kept;
    }

    private List<Event> In(int bucket)
    {
        if (_unpacked is { } held && held.Bucket == bucket)
        {
            return held.Events;
        }

        List<Event> events = [.. _packs[bucket].SelectMany(pack => BlockReader.Open(pack, "packed rows").ToEvents(site))];
        events.AddRange(_loose.Where(e => DayRanges.Of(e.Visitor, Buckets) == bucket));
        _unpacked = (bucket, events);
        return events;
    }

    // Copies of one id under two visitors may lie in two ranges: the one that wins is held against the others, as a neighbour's is.
    private IEnumerable<Event> WinnersAcrossBuckets()
    {
        CollectionsMarshal.AsSpan(_ids).Sort(CollectionsMarshal.AsSpan(_buckets));
        HashSet<ulong> contested = [];
        SortedSet<int> places = [];
        for (int i = 0; i < _ids.Count; i++)
        {
            if (i == 0 || _ids[i] != _ids[i - 1])
            {
                DistinctIds++;
            }
            else if (_buckets[i] != _buckets[i - 1])
            {
                _ = contested.Add(_ids[i]);
            }
        }

        for (int i = 0; contested.Count > 0 && i < _ids.Count; i++)
        {
            if (contested.Contains(_ids[i]))
            {
                _ = places.Add(_buckets[i]);
            }
        }

        return DayEvents.Deduplicate(places.SelectMany(bucket => In(bucket).Where(e => contested.Contains(e.Id.Hash()))), []);
    }
}
