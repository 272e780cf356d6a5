using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The acquisition channel: <c>Organic Search</c>; <c>Direct</c> where nothing is known.</summary>
internal sealed class VisitChannel() : PropertyDimension("visit:channel")
{
    private protected override string? Read(in Sighting sighting) => sighting.Opening.Referral.Channel;
}
