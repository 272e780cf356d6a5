using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The path of the page where it happened.</summary>
internal sealed class EventPage() : PropertyDimension("event:page")
{
    private protected override string? Read(in Sighting sighting) => sighting.Page;
}
