using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The tag <c>utm_campaign</c>.</summary>
internal sealed class VisitUtmCampaign() : PropertyDimension("visit:utm_campaign")
{
    private protected override TextColumn Read(Block block) => block.Columns.Text(BlockField.UtmCampaign);
}
