using System.Globalization;
using Analytics.Store.Blocks;

namespace Analytics.Store.Tests.Blocks;

/// <summary>Everything that a block says, one line a visit, one a row.</summary>
internal static class BlockText
{
    private static readonly BlockField[] OfVisit = [.. FieldGroup.All.Where(g => g.Column != BlockColumn.Details).SelectMany(g => g.Fields)];
    private static readonly BlockField[] Details = FieldGroup.Of(BlockField.Locale).Fields; // blocks from before them say nothing of them
    private static readonly BlockField[] OfRow =
        [BlockField.Name, BlockField.Path, BlockField.Hostname, BlockField.Title, BlockField.UserId, BlockField.Currency, BlockField.Amount];

    public static string Of(Block block)
    {
        ColumnSource columns = block.Columns;
        BlockLayout layout = columns.Layout;
        string[] keys = [.. columns.PropKeys.Order(StringComparer.Ordinal)];
        HashSet<int> quiet = [.. columns.QuietRows];
        IEnumerable<string> visits = Enumerable.Range(0, layout.Visits).Select(v => string.Join('|', OfVisit.Select(f => columns.Text(f)[v])) + DetailsOf(columns, v));
        IEnumerable<string> rows = Enumerable.Range(0, layout.Rows).Select(r => string.Create(CultureInfo.InvariantCulture, $"""
            {columns.Start.AddMilliseconds(columns.Times[r]):O}|{string.Join('|', OfRow.Select(f => columns.Text(f)[r]))}|{quiet.Contains(r)}|{columns.Engaged.Milliseconds[r]}|{columns.Engaged.Scroll[r]}|{string.Join('|', keys.Select(k => $"{k}={columns.Prop(k)[r]}"))}
            """));
        return string.Join('\n', [
            $"{block.Kind} {block.Day} {string.Join(',', layout.FirstVisit)} {string.Join(',', layout.FirstRow)}",
            .. visits,
            .. rows,
        ]);
    }

    private static string DetailsOf(ColumnSource columns, int visit)
    {
        string[] told = [.. Details.Select(f => columns.Text(f)[visit])];
        return Array.TrueForAll(told, text => text.Length == 0) ? "" : $"|{string.Join('|', told)}";
    }
}
