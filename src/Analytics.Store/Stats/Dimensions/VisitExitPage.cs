using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The path of the visit's last pageview.</summary>
internal sealed class VisitExitPage() : PropertyDimension("visit:exit_page")
{
    internal override bool IsOfVisitOnly => true;

    private protected override TextColumn Read(Block block) => block.AtRows(BlockField.Path, block.Facts.Exit);
}
