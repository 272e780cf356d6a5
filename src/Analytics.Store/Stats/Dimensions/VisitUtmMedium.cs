using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The tag <c>utm_medium</c>.</summary>
internal sealed class VisitUtmMedium() : PropertyDimension("visit:utm_medium")
{
    private protected override string? Read(in Sighting sighting) => sighting.Opening.Campaign.Medium;
}
