using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The tag <c>utm_content</c>.</summary>
internal sealed class VisitUtmContent() : PropertyDimension("visit:utm_content")
{
    private protected override string? Read(in Sighting sighting) => sighting.Opening.Campaign.Content;
}
