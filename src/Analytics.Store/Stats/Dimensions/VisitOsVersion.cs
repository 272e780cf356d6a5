using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The operating system's version.</summary>
internal sealed class VisitOsVersion() : PropertyDimension("visit:os_version")
{
    private protected override TextColumn Read(Block block) => block.Columns.Text(BlockField.OsVersion);
}
