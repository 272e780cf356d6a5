namespace Analytics.Client.Events;

/// <summary>An event that does not count.</summary>
/// <param name="Index">Its place in what was sent, from 0.</param>
/// <param name="Event">The event.</param>
/// <param name="Reason">Why: <c>bot</c>, <c>hostname</c>, <c>day_closed</c> and others, which a newer server may add to.</param>
public sealed record DroppedEvent(int Index, IngestEvent Event, string Reason);
