using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The tag <c>utm_content</c>.</summary>
internal sealed class VisitUtmContent() : PropertyDimension("visit:utm_content")
{
    private protected override TextColumn Read(Block block) => block.Columns.Text(BlockField.UtmContent);
}
