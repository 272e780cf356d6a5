using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The name of the source: <c>Google</c>.</summary>
internal sealed class VisitSource() : PropertyDimension("visit:source", DirectOrNone)
{
    private protected override string? Read(in Sighting sighting) => sighting.Opening.Referral.Source;
}
