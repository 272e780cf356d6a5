using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The path as it is, even where it is empty: what goals are compared with. Nobody asks by it.</summary>
internal sealed class EventPath() : PropertyDimension("event:path", missing: "")
{
    private protected override TextColumn Read(Block block) => block.Columns.Text(BlockField.Path);
}
