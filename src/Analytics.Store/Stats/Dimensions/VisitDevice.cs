using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The class of the device: <c>Desktop</c>, <c>Mobile</c> or <c>Tablet</c>.</summary>
internal sealed class VisitDevice() : PropertyDimension("visit:device")
{
    private protected override TextColumn Read(Block block) => block.Columns.Text(BlockField.Device);
}
