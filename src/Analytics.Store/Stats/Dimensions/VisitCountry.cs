using Analytics.Store.Blocks;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The country, ISO 3166-1 alpha-2: <c>EE</c>.</summary>
internal sealed class VisitCountry() : PropertyDimension("visit:country")
{
    internal override string? ProblemWith(string clause) => clause.Length == 2 || clause == Missing
        ? null
        : "`visit:country` is compared with country codes of two letters, such as EE";

    private protected override TextColumn Read(Block block) => block.Columns.Text(BlockField.Country);
}
