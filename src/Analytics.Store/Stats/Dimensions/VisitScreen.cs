using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The class of the device, by the name that older clients of the Stats API use for it.</summary>
internal sealed class VisitScreen() : PropertyDimension("visit:screen")
{
    private protected override TextColumn Read(Block block) => block.Columns.Text(BlockField.Device);
}
