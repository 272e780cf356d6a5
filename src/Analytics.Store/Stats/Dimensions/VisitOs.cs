using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The family of the operating system.</summary>
internal sealed class VisitOs() : PropertyDimension("visit:os")
{
    private protected override TextColumn Read(Block block) => block.Columns.Text(BlockField.Os);
}
