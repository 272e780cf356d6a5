using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>Who made the device, where a sender told it: <c>Samsung</c>.</summary>
internal sealed class VisitDeviceManufacturer() : PropertyDimension("visit:device_manufacturer")
{
    private protected override TextColumn Read(Block block) => block.Columns.Text(BlockField.DeviceManufacturer);
}
