using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The region, ISO 3166-2: <c>EE-37</c>.</summary>
internal sealed class VisitRegion() : PropertyDimension("visit:region")
{
    private protected override TextColumn Read(Block block) => block.Columns.Text(BlockField.Region);
}
