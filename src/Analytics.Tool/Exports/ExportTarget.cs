using System.CommandLine;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Exports;

/// <summary>Where an export goes, and in which form.</summary>
/// <param name="File">The whole path of the file; null: standard output.</param>
/// <param name="IsTable">Whether it is a table for spreadsheets.</param>
/// <param name="HasMark">Whether a byte order mark begins the table.</param>
internal sealed record ExportTarget(string? File, bool IsTable, bool HasMark)
{
    private const string Lines = "ndjson";
    private const string Table = "csv";

    /// <summary>Whether its bytes are compressed.</summary>
    public bool IsCompressed => File?.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The options of a command that exports.</summary>
    public static Func<ParseResult, ExportTarget> Options(Command command, CommandContext context)
    {
        var format = new Option<string?>("--format") { Description = "ndjson, which can be imported, or csv. Default: as FILE ends, else ndjson.", HelpName = "FORMAT" };
        _ = format.AcceptOnlyFromAmong(Lines, Table);
        var output = new Option<string?>("--output", "-o")
        {
            Description = "File: .ndjson, .jsonl or .csv, compressed where .gz follows. It stands there when it is complete. Default: standard output.",
            HelpName = "FILE",
        };
        var mark = new Option<bool>("--bom") { Description = "Begins a csv with a byte order mark, by which Excel tells UTF-8." };
        command.Add(format);
        command.Add(output);
        command.Add(mark);
        return parsed => Of(parsed.GetValue(output), parsed.GetValue(format), parsed.GetValue(mark), context.Folder);
    }

    /// <exception cref="UsageFault">The name says nothing of a form that is known, or a mark is wanted where none can be.</exception>
    private static ExportTarget Of(string? output, string? format, bool hasMark, string folder)
    {
        if (output is { Length: 0 })
        {
            throw new UsageFault("--output: must name a file.");
        }

        bool isTable = (format ?? FormatOf(output)) == Table;
        return hasMark && !isTable
            ? throw new UsageFault("--bom: goes with csv only: ndjson has no byte order mark.")
            : new ExportTarget(output is null ? null : Path.GetFullPath(output, folder), isTable, hasMark);
    }

    private static string FormatOf(string? output)
    {
        string name = output ?? "";
        name = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
        return Path.GetExtension(name).ToUpperInvariant() switch
        {
            "" or ".NDJSON" or ".JSONL" => Lines,
            ".CSV" => Table,
            _ => throw new UsageFault($"--output: {Path.GetExtension(name)} is no form of an export; end it in .ndjson, .jsonl or .csv (and .gz), or say --format ndjson or --format csv."),
        };
    }
}
