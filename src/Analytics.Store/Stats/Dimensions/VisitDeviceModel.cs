using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>Which device it is, where a sender told it: <c>SM-S911B</c>.</summary>
internal sealed class VisitDeviceModel() : PropertyDimension("visit:device_model")
{
    private protected override TextColumn Read(Block block) => block.Columns.Text(BlockField.DeviceModel);
}
