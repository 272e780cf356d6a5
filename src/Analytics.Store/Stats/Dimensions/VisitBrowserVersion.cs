using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The browser's version.</summary>
internal sealed class VisitBrowserVersion() : PropertyDimension("visit:browser_version")
{
    private protected override string? Read(in Sighting sighting) => sighting.Opening.Client.BrowserVersion;
}
