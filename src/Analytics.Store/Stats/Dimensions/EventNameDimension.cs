using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats.Dimensions;

/// <summary><c>pageview</c> or the name of a custom event; never <c>engagement</c>, which is not counted.</summary>
internal sealed class EventNameDimension() : PropertyDimension("event:name")
{
    private protected override string? Read(in Sighting sighting) => sighting.Event.Name;
}
