namespace Analytics.Functions.Ingest.Logs.Lines;

/// <summary>Why a request that could be understood is no page view.</summary>
internal enum SkipReason
{
    /// <summary>It was no GET.</summary>
    Method,

    /// <summary>It was answered otherwise than 200 or 304.</summary>
    Status,

    /// <summary>What was asked for has an extension that no page has, or is no path.</summary>
    Asset,

    /// <summary>It is a feed.</summary>
    Feed,

    /// <summary>The answer was something else than HTML.</summary>
    ContentType,
}
