using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>Language, script and region, where a sender told them: <c>et-EE</c>.</summary>
internal sealed class VisitLocale() : PropertyDimension("visit:locale")
{
    private protected override TextColumn Read(Block block) => block.Columns.Text(BlockField.Locale);
}
