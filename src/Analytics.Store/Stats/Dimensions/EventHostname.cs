using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The host name of the page where it happened.</summary>
internal sealed class EventHostname() : PropertyDimension("event:hostname")
{
    private protected override string? Read(in Sighting sighting) => sighting.Event.Page.Hostname;
}
