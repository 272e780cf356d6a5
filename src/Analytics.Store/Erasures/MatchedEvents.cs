using Analytics.Store.Events;

namespace Analytics.Store.Erasures;

/// <summary>The events of one day that an erasure by filter takes out, found once and before the first of them was deleted. Immutable.</summary>
/// <param name="Erasure">The erasure.</param>
/// <param name="AskedAt">When it was asked for: what happened and was received later is not of it, even under the same id.</param>
/// <param name="IsOfDay">Whether the day was gone through; false where only copies of events of its neighbours are named.</param>
/// <param name="Hashes">Of their ids, ascending.</param>
internal sealed record MatchedEvents(string Erasure, DateTimeOffset AskedAt, bool IsOfDay, ulong[] Hashes)
{
    public bool Hold(Event e) => Hashes.Length > 0 && (e.Time <= AskedAt || e.ReceivedAt <= AskedAt) && Array.BinarySearch(Hashes, e.Id.Hash()) >= 0;
}
