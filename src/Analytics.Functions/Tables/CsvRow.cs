using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Analytics.Functions.Tables;

/// <summary>
/// Rows of CSV as RFC 4180 has them: they end in CR LF, cells with a comma, a quote or a line break stand in quotes. Text that a spreadsheet
/// would take for a formula gets an apostrophe.
/// </summary>
internal static class CsvRow
{
    /// <summary>Begins a file by which some spreadsheets tell UTF-8.</summary>
    public const string Mark = "\uFEFF";

    private const string End = "\r\n";
    private const string Triggers = "=+-@＝＋－＠";

    /// <summary>The row that names the columns.</summary>
    public static string Header(IEnumerable<string> columns) => Of(columns.Select(column => Harmless(column)));

    /// <summary>A row of cells that are harmless already.</summary>
    public static string Of(IEnumerable<string> cells)
    {
        var row = new StringBuilder(256);
        bool isFirst = true;
        foreach (string cell in cells)
        {
            _ = isFirst ? row : row.Append(',');
            Append(row, cell);
            isFirst = false;
        }

        return row.Append(End).ToString();
    }

    /// <summary>The cells of an object's members: numbers stay numbers, lists and objects are one cell of JSON.</summary>
    /// <param name="row">An object.</param>
    /// <param name="columns">Its members.</param>
    /// <param name="isNumber">Whether a column holds numbers, also where they are written as text.</param>
    public static string Of(JsonElement row, IEnumerable<string> columns, Predicate<string>? isNumber = null) => Of(columns.Select(column => Find(row, column) switch
    {
        { ValueKind: JsonValueKind.String } text => Harmless(text.GetString()!, isNumber?.Invoke(column) ?? false),
        { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null } => "",
        var other => other.GetRawText(),
    }));

    private static JsonElement Find(JsonElement row, string column) =>
        row.TryGetProperty(column, out JsonElement value) ? value
        : column.IndexOf('.', StringComparison.Ordinal) is > 0 and int dot && row.TryGetProperty(column[..dot], out JsonElement inner) && inner.ValueKind == JsonValueKind.Object
            && inner.TryGetProperty(column[(dot + 1)..], out value) ? value
        : default;

    // A spreadsheet runs a cell that begins like a formula, and the text comes from visitors. Some leave out white space before it, and some
    // know the wide forms of East Asian keyboards. A number stays one.
    private static string Harmless(string text, bool isNumber = false)
    {
        ReadOnlySpan<char> begin = text.AsSpan().TrimStart();
        bool isFormula = text is ['\t' or '\r' or '\n', ..] || (!begin.IsEmpty && Triggers.Contains(begin[0], StringComparison.Ordinal));
        return isFormula && !(isNumber && decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _)) ? "'" + text : text;
    }

    private static void Append(StringBuilder row, string cell)
    {
        if (cell.AsSpan().ContainsAny(",\"\r\n"))
        {
            _ = row.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }
        else
        {
            _ = row.Append(cell);
        }
    }
}
