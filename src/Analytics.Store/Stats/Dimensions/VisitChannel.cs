using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The acquisition channel: <c>Organic Search</c>; <c>Direct</c> where nothing is known.</summary>
internal sealed class VisitChannel() : PropertyDimension("visit:channel")
{
    private protected override TextColumn Read(Block block) => block.Columns.Text(BlockField.Channel);
}
