using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The city's name.</summary>
internal sealed class VisitCity() : PropertyDimension("visit:city")
{
    private protected override TextColumn Read(Block block) => block.Columns.Text(BlockField.City);
}
