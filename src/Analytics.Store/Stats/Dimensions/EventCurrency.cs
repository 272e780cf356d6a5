using Analytics.Store.Blocks;
using Analytics.Store.Currencies;

namespace Analytics.Store.Stats.Dimensions;

/// <summary>The currency of the money that came with the event, ISO 4217: <c>EUR</c>. Each row's revenue is in its own.</summary>
internal sealed class EventCurrency() : PropertyDimension("event:currency", "(none)")
{
    internal override string? ProblemWith(string clause) => clause == Missing || Currency.IsKnown(clause.ToUpperInvariant())
        ? null
        : "`event:currency` is compared with codes of ISO 4217, such as EUR, or (none)";

    // Codes that are no currency came with events before they were refused. They carry no money.
    private protected override TextColumn Read(Block block)
    {
        TextColumn column = block.Columns.Text(BlockField.Currency);
        return column.Values.Where(code => code.Length > 0 && !Currency.IsKnown(code)).Aggregate(column, (known, code) => known.Renamed(code, ""));
    }
}
