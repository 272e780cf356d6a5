using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The tag <c>utm_source</c>.</summary>
internal sealed class VisitUtmSource() : PropertyDimension("visit:utm_source")
{
    private protected override string? Read(in Sighting sighting) => sighting.Opening.Campaign.Source;
}
