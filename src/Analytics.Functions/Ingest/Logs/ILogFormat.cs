namespace Analytics.Functions.Ingest.Logs;

/// <summary>How a log's lines are read, in their order: a header may say what the lines after it hold. One for each log.</summary>
internal interface ILogFormat
{
    /// <summary>What the line says. It is not empty.</summary>
    LogLine Read(string line);
}
