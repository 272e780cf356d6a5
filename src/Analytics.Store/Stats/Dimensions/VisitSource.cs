using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The name of the source: <c>Google</c>.</summary>
internal sealed class VisitSource() : PropertyDimension("visit:source", DirectOrNone)
{
    private protected override TextColumn Read(Block block) => block.Columns.Text(BlockField.Source);
}
