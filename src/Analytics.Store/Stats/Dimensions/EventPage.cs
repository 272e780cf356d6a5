using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The path of the page where it happened.</summary>
internal sealed class EventPage() : PropertyDimension("event:page")
{
    private protected override TextColumn Read(Block block) => block.Columns.Text(BlockField.Path);
}
