using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The city's name, as <see cref="VisitCity"/>: others know cities by numbers too.</summary>
internal sealed class VisitCityName() : PropertyDimension("visit:city_name")
{
    private protected override TextColumn Read(Block block) => block.Columns.Text(BlockField.City);
}
