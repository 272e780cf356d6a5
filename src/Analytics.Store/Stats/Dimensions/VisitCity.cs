using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The city's name.</summary>
internal sealed class VisitCity() : PropertyDimension("visit:city")
{
    private protected override string? Read(in Sighting sighting) => sighting.Opening.Place.City;
}
