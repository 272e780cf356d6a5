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

    /// <summary>The longest name, in characters.</summary>
    public const int MaxLength = 120;
}
