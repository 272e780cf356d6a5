namespace Analytics.Store.Drops;

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

    /// <summary>The event belongs to an erased person and happened before the erasure request.</summary>
    Erased,

    /// <summary>The country is excluded in the site's settings.</summary>
    ExcludedCountry,

    /// <summary>The address belongs to a hosting provider, and the site excludes those.</summary>
    Datacentre,

    /// <summary>The site counts nothing without consent, and there is none.</summary>
    NoConsent,

    /// <summary>The browser asks not to be tracked, and the site heeds it.</summary>
    PrivacySignal,

    /// <summary>The sender sends more than one sender may.</summary>
    RateLimited,

    /// <summary>The site has taken as many events as its owner allows for a day.</summary>
    OverBudget,

    /// <summary>The request could not be used: its answer names the faults.</summary>
    Invalid,

    /// <summary>The request came with a key that does not exist or does not allow it.</summary>
    Unauthorized,
}
