namespace Analytics.Functions.Ingest.Logs.Lines;

/// <summary>How a format escapes what it writes.</summary>
internal enum ValueForm
{
    /// <summary>Not at all.</summary>
    Plain,

    /// <summary>nginx and Apache: <c>\xC3</c> is a byte, <c>\"</c> a quote, <c>\\</c> a backslash.</summary>
    Backslash,

    /// <summary>As a JSON string: <c>\u00e9</c>, <c>\"</c>.</summary>
    Json,

    /// <summary>CloudFront: a percent escape for each blank, in old logs two.</summary>
    Percent,

    /// <summary>CloudFront's addresses: as they were sent, with a few characters more escaped, the percent sign among them.</summary>
    PercentAddress,

    /// <summary>IIS: a plus for each blank.</summary>
    Plus,
}
