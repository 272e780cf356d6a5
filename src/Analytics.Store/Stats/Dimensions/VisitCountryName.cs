using Analytics.Store.Blocks;
using Analytics.Store.Places;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The country's name in English: <c>Estonia</c>; its code where it has none.</summary>
internal sealed class VisitCountryName() : PropertyDimension("visit:country_name")
{
    private protected override TextColumn Read(Block block) => block.Columns.Text(BlockField.Country).Mapped(PlaceName.Of);
}
