using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The tag <c>utm_term</c>.</summary>
internal sealed class VisitUtmTerm() : PropertyDimension("visit:utm_term")
{
    private protected override TextColumn Read(Block block) => block.Columns.Text(BlockField.UtmTerm);
}
