using Analytics.Functions.Ingest.Logs.Lines;

namespace Analytics.Functions.Ingest.Logs.Patterns;

/// <summary>How the fields of a line are found. One for each log: a header may say what the lines after it hold.</summary>
internal interface ILinePattern
{
    /// <summary>The fields of a line, which is not empty; if it does not fit, <see cref="LineFields.StoppedAt"/> says where.</summary>
    LineFit Read(ReadOnlyMemory<char> line, LineFields fields);
}
