using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Dimensions;

/// <summary><c>pageview</c> or the name of a custom event; never <c>engagement</c>, which is not counted.</summary>
internal sealed class EventNameDimension() : PropertyDimension("event:name")
{
    private protected override TextColumn Read(Block block) => block.Columns.Text(BlockField.Name);
}
