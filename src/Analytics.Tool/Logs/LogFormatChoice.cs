using Analytics.Functions.Ingest.Logs;
using Analytics.Functions.Ingest.Logs.Formats;

namespace Analytics.Tool.Logs;

/// <summary>What a command line says of files.</summary>
/// <param name="Format">The name of their format, <c>export</c> among them.</param>
/// <param name="Pattern">The server's own words for its lines; null where the format has a name.</param>
/// <param name="Log">How they are read where they are logs.</param>
internal sealed record LogFormatChoice(string Format, string? Pattern, LogOptions Log)
{
    /// <summary>Whether the first line decides whether it is an export.</summary>
    public bool IsOpen => Format == NamedFormats.Auto;

    /// <summary>Whether it is an export for sure.</summary>
    public bool IsExport => Format == LogFormatOptions.Export;
}
