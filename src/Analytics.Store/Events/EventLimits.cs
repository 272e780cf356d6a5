namespace Analytics.Store.Events;

/// <summary>
/// How large the parts of an event may be. Protocols judge what they receive in bytes of UTF-8 where their originals do, else in characters;
/// what is stored is cut to as many characters.
/// </summary>
internal static class EventLimits
{
    /// <summary>The path of a page, decoded. What the site keeps of query and fragment is part of it.</summary>
    public const int Path = 2_000;

    /// <summary>The address of the page before.</summary>
    public const int Referrer = 2_000;

    /// <summary>A UTM tag, or the name of a source.</summary>
    public const int Tag = 200;

    /// <summary>Custom properties of one event.</summary>
    public const int Properties = 30;

    /// <summary>The name of a custom property.</summary>
    public const int PropertyName = 300;

    /// <summary>The value of a custom property.</summary>
    public const int PropertyValue = 2_000;

    /// <summary>The id of an event.</summary>
    public const int Id = 64;

    /// <summary>The title of a page.</summary>
    public const int Title = 300;

    /// <summary>The site's own id of a user.</summary>
    public const int UserId = 200;

    /// <summary>A sender's own name for a visitor.</summary>
    public const int VisitorKey = 200;

    /// <summary>How old an event may be when a browser sends it, in milliseconds: 24 hours.</summary>
    public const long AgeMilliseconds = 24L * 60 * 60 * 1_000;

    /// <summary>Time on a page, in milliseconds: less than 30 days.</summary>
    public const long EngagedMilliseconds = 30L * 24 * 60 * 60 * 1_000;
}
