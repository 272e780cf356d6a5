namespace Analytics.Store.Days;

/// <summary>How far a day has come.</summary>
public enum DayState
{
    /// <summary>Events still arrive; answers read raw events too.</summary>
    Open = 0,

    /// <summary>Answered from what was built of it, once it has settled from that alone; late events count from the next seal.</summary>
    Sealed = 1,

    /// <summary>Its raw events expire soon: nothing can be added any more.</summary>
    Closed = 2,
}
