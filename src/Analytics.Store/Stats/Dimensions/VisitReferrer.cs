using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The referring page, without scheme and query.</summary>
internal sealed class VisitReferrer() : PropertyDimension("visit:referrer", DirectOrNone)
{
    private protected override string? Read(in Sighting sighting) => sighting.Opening.Referral.Referrer;
}
