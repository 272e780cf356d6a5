namespace Analytics.Store.Sites;

/// <summary>
/// What becomes of events of browsers that ask not to be tracked: Global Privacy Control (<c>Sec-GPC: 1</c>) or Do Not Track
/// (<c>DNT: 1</c>). Written <c>ignore</c>, <c>idless</c>, <c>drop</c>.
/// </summary>
public enum PrivacySignals
{
    /// <summary>Counted like others: nobody is followed beyond a site and a day anyway. The default.</summary>
    Ignore,

    /// <summary>Counted without a visitor.</summary>
    Idless,

    /// <summary>Not counted.</summary>
    Drop,
}
