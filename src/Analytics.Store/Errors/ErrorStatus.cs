namespace Analytics.Store.Errors;

/// <summary>What somebody said about a group of errors. One of which nothing was said is open.</summary>
public enum ErrorStatus
{
    /// <summary>Nothing was said, or it was opened again.</summary>
    Open,

    /// <summary>It was mended: it is open again when it is seen in a later release.</summary>
    Resolved,

    /// <summary>Nobody wants to see it.</summary>
    Ignored,
}
