using Analytics.Store.Events;
using Analytics.Store.Stats.Visits;

namespace Analytics.Store.Stats.People;

/// <summary>An event of a person.</summary>
/// <param name="Event">The event. The number of its visit and its place is not told.</param>
/// <param name="Traits">What it reports about the person; null for nothing.</param>
public sealed record PersonEvent(ListedEvent Event, Traits? Traits);
