using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The family of the operating system.</summary>
internal sealed class VisitOs() : PropertyDimension("visit:os")
{
    private protected override string? Read(in Sighting sighting) => sighting.Opening.Client.Os;
}
