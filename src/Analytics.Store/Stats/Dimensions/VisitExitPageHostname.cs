using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The host name of the visit's last pageview.</summary>
internal sealed class VisitExitPageHostname() : PropertyDimension("visit:exit_page_hostname")
{
    internal override bool IsOfVisitOnly => true;

    private protected override TextColumn Read(Block block) => block.AtRows(BlockField.Hostname, block.Facts.Exit);
}
