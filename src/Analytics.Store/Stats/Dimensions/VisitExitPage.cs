using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The path of the visit's last pageview.</summary>
internal sealed class VisitExitPage() : PropertyDimension("visit:exit_page")
{
    internal override bool IsOfVisitOnly => true;

    private protected override string? Read(in Sighting sighting) => sighting.Visit?.ExitPage;
}
