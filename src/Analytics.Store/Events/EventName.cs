namespace Analytics.Store.Events;

/// <summary>The names that mean something to the product; every other name is a custom event.</summary>
public static class EventName
{
    /// <summary>A page was shown.</summary>
    public const string Pageview = "pageview";

    /// <summary>Time was spent on a page that was shown before. Extends a visit, never opens one, counts as no event.</summary>
    public const string Engagement = "engagement";

    /// <summary>A script of the page failed. Its properties say how: <c>message</c>, <c>stack</c>, <c>fingerprint</c>.</summary>
    public const string Error = "error";

    /// <summary>How quickly a page came to be usable. Its properties are the figures: <c>LCP</c>, <c>INP</c>, <c>CLS</c>.</summary>
    public const string WebVitals = "web_vitals";

    /// <summary>
    /// What is left of an event whose kind the site keeps no longer: <see cref="Event.Emptied"/>. No sender's event has this name, for a control character is in none.
    /// </summary>
    internal const string Emptied = "\u0001";

    /// <summary>The longest name, in characters.</summary>
    public const int MaxLength = 120;
}
