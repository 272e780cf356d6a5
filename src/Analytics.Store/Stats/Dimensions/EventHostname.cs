using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The host name of the page where it happened.</summary>
internal sealed class EventHostname() : PropertyDimension("event:hostname")
{
    private protected override TextColumn Read(Block block) => block.Columns.Text(BlockField.Hostname);
}
