using Analytics.Functions.Ingest.Logs.Lines;

namespace Analytics.Functions.Ingest.Logs.Patterns;

/// <summary>Columns between separators, named by a line <c>#Fields:</c> above them (W3C extended log format), else as documented.</summary>
/// <param name="separator">Between two columns.</param>
/// <param name="known">The columns that say something.</param>
/// <param name="documented">The columns of a log without a header; empty where there is no such log.</param>
/// <param name="fewest">So many columns a line of such a log has at least.</param>
internal sealed class DelimitedPattern(
    char separator, IReadOnlyDictionary<string, (LogField Field, ValueForm Form)> known, IReadOnlyList<string> documented, int fewest) : ILinePattern
{
    private const string FieldsHeader = "#Fields:";
    private (LogField Field, ValueForm Form)[] _columns = Columns(documented, known);
    private bool _named;

    /// <summary>Whether the line names the columns of those below it.</summary>
    public static bool IsHeader(ReadOnlySpan<char> line) => line.StartsWith(FieldsHeader, StringComparison.OrdinalIgnoreCase);

    public LineFit Read(ReadOnlyMemory<char> line, LineFields fields)
    {
        ReadOnlySpan<char> text = line.Span;
        fields.Time = TimeForm.Any;
        if (text[0] == '#')
        {
            if (IsHeader(text))
            {
                string[] names = text[FieldsHeader.Length..].ToString().Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
                (_columns, _named) = (Columns(names, known), true);
            }

            return LineFit.Remark;
        }

        if (_columns.Length == 0)
        {
            _ = fields.Stop(0, "a line #Fields: above, which names the columns");
            return LineFit.None;
        }

        int column = 0, at = 0;
        while (true)
        {
            int length = text[at..].IndexOf(separator);
            int end = length < 0 ? text.Length : at + length;
            if (column < _columns.Length)
            {
                fields.Put(_columns[column].Field, at, end - at, _columns[column].Form);
            }
            else if (_named)
            {
                _ = fields.Stop(at, "the end of the line");
                return LineFit.None;
            }

            column++;
            if (length < 0)
            {
                break;
            }

            at = end + 1;
        }

        if (_named ? column != _columns.Length : column < fewest)
        {
            _ = fields.Stop(column == 1 ? 0 : text.Length, $"column {column + 1}"); // without a separator it is no such line at all
            return LineFit.None;
        }

        bool whole = fields.Value(LogField.Method).Length > 0 && fields.Value(LogField.Path).Length > 0 && fields.Value(LogField.Status).Length > 0
            && (!fields.Has(LogField.Client) || ClientText.IsClient(fields.Raw(LogField.Client)));
        _ = whole || fields.Stop(0, "columns of a client, a method, a path and a status");
        return whole ? LineFit.Whole : LineFit.None;
    }

    private static (LogField Field, ValueForm Form)[] Columns(IReadOnlyList<string> names, IReadOnlyDictionary<string, (LogField Field, ValueForm Form)> known) =>
        [.. names.Select(name => known.TryGetValue(name, out var column) ? column : default)];
}
