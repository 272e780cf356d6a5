using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The path of the visit's first pageview.</summary>
internal sealed class VisitEntryPage() : PropertyDimension("visit:entry_page")
{
    internal override bool IsOfVisitOnly => true;

    private protected override TextColumn Read(Block block) => block.AtRows(BlockField.Path, block.Facts.Entry);
}
