using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The path of the visit's first pageview.</summary>
internal sealed class VisitEntryPage() : PropertyDimension("visit:entry_page")
{
    internal override bool IsOfVisitOnly => true;

    private protected override string? Read(in Sighting sighting) => sighting.Visit?.EntryPage;
}
