using Analytics.Store.Events;
using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The class of the device: <c>Desktop</c>, <c>Mobile</c> or <c>Tablet</c>.</summary>
internal sealed class VisitDevice() : PropertyDimension("visit:device")
{
    private protected override string? Read(in Sighting sighting) => sighting.Opening.Client.Device switch
    {
        DeviceType.Desktop => "Desktop",
        DeviceType.Mobile => "Mobile",
        DeviceType.Tablet => "Tablet",
        _ => null,
    };
}
