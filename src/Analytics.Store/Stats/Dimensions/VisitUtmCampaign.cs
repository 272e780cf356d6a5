using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The tag <c>utm_campaign</c>.</summary>
internal sealed class VisitUtmCampaign() : PropertyDimension("visit:utm_campaign")
{
    private protected override string? Read(in Sighting sighting) => sighting.Opening.Campaign.Name;
}
