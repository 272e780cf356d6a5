using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The tag <c>utm_term</c>.</summary>
internal sealed class VisitUtmTerm() : PropertyDimension("visit:utm_term")
{
    private protected override string? Read(in Sighting sighting) => sighting.Opening.Campaign.Term;
}
