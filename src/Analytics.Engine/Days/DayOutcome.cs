namespace Analytics.Engine.Days;

/// <summary>What became of a day's work.</summary>
public enum DayOutcome
{
    /// <summary>It was done.</summary>
    Done = 0,

    /// <summary>There was nothing to do.</summary>
    Nothing = 1,

    /// <summary>Somebody else is building the day; it is looked at again.</summary>
    Busy = 2,

    /// <summary>Somebody else changed the day first; it is looked at again.</summary>
    Overtaken = 3,

    /// <summary>Time was up; it is looked at again.</summary>
    OutOfTime = 4,

    /// <summary>Fewer events were found than the day counts: it was left as it is. Needs a person.</summary>
    Refused = 5,

    /// <summary>It failed; it is looked at again.</summary>
    Failed = 6,

    /// <summary>The day is not over: it cannot be sealed yet.</summary>
    NotOver = 7,

    /// <summary>Its raw events expire soon or have expired: it stays as it is.</summary>
    Closed = 8,
}
