using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>Physical pixels in a CSS pixel, where a sender told them: <c>2.63</c>.</summary>
internal sealed class VisitScreenDensity() : PropertyDimension("visit:screen_density")
{
    private protected override TextColumn Read(Block block) => block.Columns.Text(BlockField.ScreenDensity);
}
