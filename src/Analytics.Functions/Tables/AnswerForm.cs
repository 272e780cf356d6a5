namespace Analytics.Functions.Tables;

/// <summary>A form in which an answer can be written.</summary>
/// <param name="Name">What the parameter <c>format</c> calls it.</param>
/// <param name="Extension">What ends the name of a file of it.</param>
/// <param name="Types">Its media types, by which <c>Accept</c> names it; the first is the one that is written.</param>
internal sealed record AnswerForm(string Name, string Extension, params IReadOnlyList<string> Types)
{
    /// <summary>One JSON document.</summary>
    public static AnswerForm Json { get; } = new("json", "json", "application/json");

    /// <summary>A JSON object a line, one for each row.</summary>
    public static AnswerForm Lines { get; } = new("ndjson", "ndjson", "application/x-ndjson", "application/ndjson");

    /// <summary>A table for spreadsheets.</summary>
    public static AnswerForm Csv { get; } = new("csv", "csv", "text/csv");

    /// <summary>The tables that Plausible imports, in a zip archive.</summary>
    public static AnswerForm Plausible { get; } = new("plausible", "zip", "application/zip");

    /// <summary>The forms of a question or a list; the first is the usual one.</summary>
    public static IReadOnlyList<AnswerForm> OfTables { get; } = [Json, Lines, Csv];

    /// <summary>What an answer's <c>Content-Type</c> says.</summary>
    public string ContentType => this == Csv ? "text/csv; charset=utf-8; header=present" : this == Json ? "application/json; charset=utf-8" : Types[0];
}
