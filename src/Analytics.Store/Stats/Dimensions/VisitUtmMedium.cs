using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The tag <c>utm_medium</c>.</summary>
internal sealed class VisitUtmMedium() : PropertyDimension("visit:utm_medium")
{
    private protected override TextColumn Read(Block block) => block.Columns.Text(BlockField.UtmMedium);
}
