using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The time zone of the visitor's clock, where a sender told it: <c>Europe/Tallinn</c>.</summary>
internal sealed class VisitTimeZone() : PropertyDimension("visit:timezone")
{
    private protected override TextColumn Read(Block block) => block.Columns.Text(BlockField.TimeZone);
}
