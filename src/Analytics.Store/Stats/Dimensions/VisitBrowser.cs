using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The family of the browser.</summary>
internal sealed class VisitBrowser() : PropertyDimension("visit:browser")
{
    private protected override string? Read(in Sighting sighting) => sighting.Opening.Client.Browser;
}
