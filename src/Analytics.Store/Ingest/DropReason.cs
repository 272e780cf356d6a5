namespace Analytics.Store.Ingest;

/// <summary>Why an event was not counted: the closed list that every answer and every count of drops uses.</summary>
public enum DropReason
{
    /// <summary>No site has that id or hostname.</summary>
    UnknownSite,

    /// <summary>The site takes no events at present.</summary>
    SiteInactive,

    /// <summary>The user agent is a known bot's, a library's or a headless browser's, or is missing.</summary>
    Bot,

    /// <summary>The browser fetched the page ahead of any visitor.</summary>
    Prefetch,

    /// <summary>The referrer is a known spammer's.</summary>
    SpamReferrer,

    /// <summary>The page's hostname is not one of the site's.</summary>
    Hostname,

    /// <summary>The path is excluded in the site's settings.</summary>
    ExcludedPath,

    /// <summary>The address is excluded in the site's settings.</summary>
    ExcludedIp,

    /// <summary>The visitor cannot be recognised any more: the day's salt has been destroyed.</summary>
    TooLate,

    /// <summary>The day's raw events are about to expire, so nothing can be added to it.</summary>
    DayClosed,

    /// <summary>An engagement event that carries neither time nor scroll depth.</summary>
    EmptyEngagement,

    /// <summary>The event is too large to be stored.</summary>
    TooLarge,

    /// <summary>It tells of somebody who has been erased, of the time before they were.</summary>
    Erased,
}
