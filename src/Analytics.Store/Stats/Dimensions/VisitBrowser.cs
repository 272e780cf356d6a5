using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The family of the browser.</summary>
internal sealed class VisitBrowser() : PropertyDimension("visit:browser")
{
    private protected override TextColumn Read(Block block) => block.Columns.Text(BlockField.Browser);
}
