namespace Analytics.Store.Events;

/// <summary>Kinds of events that a site may keep for less time than the rest of a day. The numbers are stored: append-only.</summary>
[Flags]
public enum EventKinds
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>Custom events, but for those of the kinds below.</summary>
    Events = 1,

    /// <summary>Events named <c>error</c>.</summary>
    Errors = 2,

    /// <summary>Events named <c>web_vitals</c>.</summary>
    Vitals = 4,
}

/// <summary>Which events are of which kind.</summary>
internal static class EventKind
{
    /// <summary>The kind of events of a name; none for page views and time spent, which are kept as long as their day.</summary>
    public static EventKinds Of(string name) => name switch
    {
        EventName.Pageview or EventName.Engagement or EventName.Emptied => EventKinds.None,
        EventName.Error => EventKinds.Errors,
        EventName.WebVitals => EventKinds.Vitals,
        _ => EventKinds.Events,
    };

    /// <summary>Whether events of a name are of one of the kinds.</summary>
    public static bool Hold(this EventKinds kinds, string name) => kinds != EventKinds.None && (kinds & Of(name)) != EventKinds.None;

    /// <summary>The event, emptied if it is of one of the kinds.</summary>
    public static Event Without(this EventKinds kinds, Event e) => kinds.Hold(e.Name) ? e.Emptied() : e;
}
