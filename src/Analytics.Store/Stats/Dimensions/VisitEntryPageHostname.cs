using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The host name of the visit's first pageview.</summary>
internal sealed class VisitEntryPageHostname() : PropertyDimension("visit:entry_page_hostname")
{
    internal override bool IsOfVisitOnly => true;

    private protected override TextColumn Read(Block block) => block.AtRows(BlockField.Hostname, block.Facts.Entry);
}
