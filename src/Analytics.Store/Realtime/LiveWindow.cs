using Analytics.Store.Calendars;
using Analytics.Store.Events;

namespace Analytics.Store.Realtime;

/// <summary>
/// The last half hour of a site, kept up with what comes: events may be told more than once and in any order, and count once. Not for
/// concurrent use.
/// </summary>
/// <remarks>It remembers ids and numbers, not events: some 60 bytes an event of the half hour, and a line for each visitor of five minutes.</remarks>
internal sealed class LiveWindow
{
    /// <summary>How many minutes it shows.</summary>
    public const int Minutes = 30;

    /// <summary>How many of the newest events it shows.</summary>
    public const int MaxEvents = 20;

    /// <summary>How many lines each of its lists has at most.</summary>
    public const int MaxLines = 10;

    private readonly SortedDictionary<long, Minute> _minutes = [];
    private readonly Dictionary<(LocalDay Day, ulong Visitor), Seen> _visitors = [];
    private readonly HashSet<EventId> _ids = [];
    private readonly List<(EventId Id, LiveEvent Event)> _newest = [];

    /// <summary>Takes events in; of copies that are told together the first received counts. Those of before the half hour, and engagement, are nothing to it.</summary>
    public void Add(IEnumerable<Event> events, DateTimeOffset now)
    {
        long first = MinuteOf(now) - Minutes + 1;
        foreach (Event e in events.Where(e => !e.IsEngagement && e.Time <= now && MinuteOf(e.Time) >= first).OrderBy(e => e.ReceivedAt))
        {
            if (!_ids.Add(e.Id))
            {
                continue;
            }

            if (!_minutes.TryGetValue(MinuteOf(e.Time), out Minute? minute))
            {
                _minutes.Add(MinuteOf(e.Time), minute = new Minute());
            }

            minute.Ids.Add(e.Id);
            Take(e, minute);
        }
    }

    /// <summary>What it shows at an instant, which is never before the last one; what is over is forgotten.</summary>
    public LiveView At(DateTimeOffset now)
    {
        long last = MinuteOf(now), first = last - Minutes + 1;
        foreach (long over in _minutes.Keys.TakeWhile(minute => minute < first).ToArray())
        {
            _ids.ExceptWith(_minutes[over].Ids);
            _ = _minutes.Remove(over);
        }

        foreach (((LocalDay, ulong) visitor, Seen seen) in _visitors)
        {
            if (seen.Last < now - CurrentVisitors.Window)
            {
                _ = _visitors.Remove(visitor);
            }
        }

        _ = _newest.RemoveAll(known => MinuteOf(known.Event.At) < first);
        return new LiveView(
            _visitors.Count,
            [.. Enumerable.Range(0, Minutes).Select(i => MinuteAt(first + i))],
            [.. Lines(seen => seen.Path).Where(line => line.Name is not null)],
            Lines(seen => seen.Source),
            Lines(seen => seen.Country),
            Lines(seen => seen.Device),
            [.. _newest.Select(known => known.Event)]);
    }

    private void Take(Event e, Minute minute)
    {
        minute.Pageviews += e.IsPageview ? 1 : 0;
        if (e.Visitor is { } visitor)
        {
            _ = minute.Visitors.Add((e.Day, visitor.Bits));
            Seen seen = _visitors.GetValueOrDefault((e.Day, visitor.Bits));
            bool isNewer = e.Time >= seen.Last;
            _visitors[(e.Day, visitor.Bits)] = new Seen(
                isNewer ? e.Time : seen.Last,
                e.IsPageview && (seen.Path is null || e.Time >= seen.PathAt) ? (e.Page.Path, e.Time) : (seen.Path, seen.PathAt),
                // A visit's source is that of its first event: later pages have the site itself before them.
                seen.First == default || e.Time < seen.First ? (e.Referral.Source, e.Time) : (seen.Source, seen.First),
                e.Place.Country ?? seen.Country,
                DeviceOf(e) ?? seen.Device);
        }

        var live = new LiveEvent(e.Time, e.Name, e.Page.Path, e.Referral.Source, e.Place.Country, DeviceOf(e), e.Client.Browser);
        int place = _newest.FindIndex(known => known.Event.At < e.Time || (known.Event.At == e.Time && string.CompareOrdinal(known.Id.Value, e.Id.Value) > 0));
        _newest.Insert(place < 0 ? _newest.Count : place, (e.Id, live));
        if (_newest.Count > MaxEvents)
        {
            _newest.RemoveAt(MaxEvents);
        }
    }

    private LiveMinute MinuteAt(long minute)
    {
        Minute? found = _minutes.GetValueOrDefault(minute);
        return new LiveMinute(DateTimeOffset.FromUnixTimeSeconds(minute * 60), found?.Pageviews ?? 0, found?.Visitors.Count ?? 0);
    }

    private LiveLine[] Lines(Func<Seen, string?> value) =>
    [
        .. _visitors.Values.GroupBy(value, (name, visitors) => new LiveLine(name, visitors.Count()))
            .OrderByDescending(line => line.Visitors).ThenBy(line => line.Name, StringComparer.Ordinal)
            .Take(MaxLines),
    ];

    private static string? DeviceOf(Event e) => e.Client.Device == DeviceType.Unknown ? null : e.Client.Device.ToString();

    private static long MinuteOf(DateTimeOffset time) => (long)Math.Floor(time.ToUnixTimeMilliseconds() / 60_000.0);

    private sealed class Minute
    {
        public List<EventId> Ids { get; } = [];

        public HashSet<(LocalDay, ulong)> Visitors { get; } = [];

        public int Pageviews { get; set; }
    }

    /// <summary>A visitor: when they were seen last, the page that they saw last, where they came from.</summary>
    private readonly record struct Seen(DateTimeOffset Last, string? Path, DateTimeOffset PathAt, string? Source, DateTimeOffset First, string? Country, string? Device)
    {
        public Seen(DateTimeOffset last, (string? Path, DateTimeOffset At) page, (string? Source, DateTimeOffset At) from, string? country, string? device)
            : this(last, page.Path, page.At, from.Source, from.At, country, device)
        {
        }
    }
}
