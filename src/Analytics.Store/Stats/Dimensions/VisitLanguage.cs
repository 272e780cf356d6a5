using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The preferred language of the client, as it was sent: <c>et</c>.</summary>
internal sealed class VisitLanguage() : PropertyDimension("visit:language")
{
    private protected override TextColumn Read(Block block) => block.Columns.Text(BlockField.Language);
}
