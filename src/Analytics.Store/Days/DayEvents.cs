using Analytics.Store.Events;

namespace Analytics.Store.Days;

/// <summary>The events of a day, each counted once.</summary>
/// <remarks>
/// The same event id counts once in a site: the copy with the smallest raw key wins, which is the one received first (its day, then,
/// breaks the tie of two copies received in the same millisecond in neighbouring days). A retry's clock may jitter over midnight, so a
/// day looks <see cref="Reach"/> into its neighbours for an earlier copy; a copy further away is another event.
/// </remarks>
public static class DayEvents
{
    /// <summary>How far a day looks over its borders for an earlier copy, on both sides of the border, by time of receipt.</summary>
    public static readonly TimeSpan Reach = TimeSpan.FromMinutes(10);

    /// <summary>The events of a day that count, in the order in which their ids first appear.</summary>
    /// <param name="own">The raw events of the day, in any order, copies included.</param>
    /// <param name="neighbours">
    /// Raw events of the day before and the day after; only those for which <see cref="IsNear"/> holds at the shared border may stand
    /// here.
    /// </param>
    public static IReadOnlyList<Event> Deduplicate(IEnumerable<Event> own, IEnumerable<Event> neighbours)
    {
        ArgumentNullException.ThrowIfNull(own);
        ArgumentNullException.ThrowIfNull(neighbours);
        var places = new Dictionary<EventId, int>();
        var kept = new List<Event>();
        foreach (Event e in own)
        {
            if (places.TryAdd(e.Id, kept.Count))
            {
                kept.Add(e);
            }
            else if (Wins(e, kept[places[e.Id]]))
            {
                kept[places[e.Id]] = e;
            }
        }

        HashSet<EventId> lost = [];
        foreach (Event other in neighbours)
        {
            if (places.TryGetValue(other.Id, out int place) && Wins(other, kept[place]))
            {
                lost.Add(other.Id);
            }
        }

        return lost.Count == 0 ? kept : kept.FindAll(e => !lost.Contains(e.Id));
    }

    /// <summary>Whether an event was received so close to a day's border that the day beyond must know of it.</summary>
    /// <param name="e">An event of either of the two days.</param>
    /// <param name="border">The first instant of the later day.</param>
    public static bool IsNear(Event e, DateTimeOffset border)
    {
        ArgumentNullException.ThrowIfNull(e);
        return e.ReceivedAt >= border - Reach && e.ReceivedAt < border + Reach;
    }

    /// <summary>An order of a day's events that depends on nothing but them.</summary>
    internal static int CompareByTime(Event a, Event b)
    {
        int order = a.Time.CompareTo(b.Time);
        order = order != 0 ? order : a.ReceivedAt.CompareTo(b.ReceivedAt);
        return order != 0 ? order : string.CompareOrdinal(a.Id.Value, b.Id.Value);
    }

    // Two copies of one id: their raw keys differ in the millisecond of receipt only, or where one was written to more shards than the
    // other, in the shard alone: then whose it is decides, so that the order of reading does not.
    private static bool Wins(Event challenger, Event holder)
    {
        int order = challenger.ReceivedAt.ToUnixTimeMilliseconds().CompareTo(holder.ReceivedAt.ToUnixTimeMilliseconds());
        order = order != 0 ? order : challenger.Day.CompareTo(holder.Day);
        order = order != 0 ? order : Nullable.Compare(challenger.Visitor?.Bits, holder.Visitor?.Bits);
        return (order != 0 ? order : challenger.Time.CompareTo(holder.Time)) < 0;
    }
}
