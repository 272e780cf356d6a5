using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The tag <c>utm_source</c>.</summary>
internal sealed class VisitUtmSource() : PropertyDimension("visit:utm_source")
{
    private protected override TextColumn Read(Block block) => block.Columns.Text(BlockField.UtmSource);
}
