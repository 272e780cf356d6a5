namespace Analytics.Functions.Ingest.Logs.Patterns;

/// <summary>How a line goes with a pattern.</summary>
internal enum LineFit
{
    /// <summary>Not, or not whole.</summary>
    None,

    /// <summary>It is a header, or a line of another log that the server writes into the same file: it records no request.</summary>
    Remark,

    /// <summary>Whole.</summary>
    Whole,
}
