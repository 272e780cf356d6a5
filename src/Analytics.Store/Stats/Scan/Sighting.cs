using Analytics.Store.Days;
using Analytics.Store.Events;

namespace Analytics.Store.Stats.Scan;

/// <summary>What dimensions and filters look at: an event, in the light of the visit that it belongs to.</summary>
/// <param name="Visit">Null for an event without a visitor: then the event speaks for itself.</param>
/// <param name="Event">The event.</param>
/// <param name="Page">What <c>event:page</c> means here: the event's page or, for figures of entered visits, the visit's entry page.</param>
internal readonly record struct Sighting(Visit? Visit, Event Event, string? Page)
{
    /// <summary>The event that fixes the attributes of the visit.</summary>
    public Event Opening => Visit?.Opening ?? Event;

    public static Sighting Of(Visit visit) => new(visit, visit.Opening, visit.Opening.Page.Path);

    public static Sighting Of(Visit? visit, Event e) => new(visit, e, e.Page.Path);
}
