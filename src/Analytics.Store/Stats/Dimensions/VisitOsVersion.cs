using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The operating system's version.</summary>
internal sealed class VisitOsVersion() : PropertyDimension("visit:os_version")
{
    private protected override string? Read(in Sighting sighting) => sighting.Opening.Client.OsVersion;
}
