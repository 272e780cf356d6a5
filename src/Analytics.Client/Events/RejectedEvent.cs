namespace Analytics.Client.Events;

/// <summary>An event that cannot be used.</summary>
/// <param name="Index">Its place in what was sent, from 0.</param>
/// <param name="Event">The event.</param>
/// <param name="Faults">Every fault, by the field that it is in: <c>url</c>, <c>visitor.id</c>.</param>
public sealed record RejectedEvent(int Index, IngestEvent Event, IReadOnlyDictionary<string, IReadOnlyList<string>> Faults);
