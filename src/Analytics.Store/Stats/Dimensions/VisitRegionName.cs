using Analytics.Store.Blocks;
using Analytics.Store.Places;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The region's name in English: <c>Harju</c>; its code where it has none. Regions of one name are one.</summary>
internal sealed class VisitRegionName() : PropertyDimension("visit:region_name")
{
    private protected override TextColumn Read(Block block) => block.Columns.Text(BlockField.Region).Mapped(PlaceName.Of);
}
