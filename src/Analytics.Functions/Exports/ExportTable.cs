using System.Text.Json;
using Analytics.Functions.Tables;
using Analytics.Functions.Wire;

namespace Analytics.Functions.Exports;

/// <summary>Lines of an export as the rows of a table for spreadsheets. Properties are one cell of JSON.</summary>
internal static class ExportTable
{
    private static readonly string[] Columns = [.. ExportColumns.All.Select(column => column.Name)];
    private static readonly HashSet<string> Numbers = [.. ExportColumns.All.Where(column => column.IsNumber).Select(column => column.Name)];

    /// <summary>What begins a table: its header row, after the mark by which some spreadsheets tell UTF-8, if it is wanted.</summary>
    public static string Begin(bool hasMark) => (hasMark ? CsvRow.Mark : "") + CsvRow.Header(Columns);

    /// <summary>The row of a line.</summary>
    /// <exception cref="JsonException">The line is none of an export.</exception>
    public static string Row(ReadOnlyMemory<byte> line)
    {
        using JsonDocument json = JsonDocument.Parse(line);
        return json.RootElement.ValueKind == JsonValueKind.Object
            ? CsvRow.Of(json.RootElement, Columns, Numbers.Contains)
            : throw new JsonException("A line of an export is an object.");
    }
}
