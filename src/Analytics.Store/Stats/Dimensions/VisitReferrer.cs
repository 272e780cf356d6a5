using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The referring page, without scheme and query.</summary>
internal sealed class VisitReferrer() : PropertyDimension("visit:referrer", DirectOrNone)
{
    private protected override TextColumn Read(Block block) => block.Columns.Text(BlockField.Referrer);
}
