using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The browser's version.</summary>
internal sealed class VisitBrowserVersion() : PropertyDimension("visit:browser_version")
{
    private protected override TextColumn Read(Block block) => block.Columns.Text(BlockField.BrowserVersion);
}
