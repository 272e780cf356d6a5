namespace Analytics.Engine.Days;

/// <summary>How a day takes an event.</summary>
internal enum DayEntry
{
    /// <summary>It does not: no build could take it in any more.</summary>
    Shut = 0,

    /// <summary>It counts at once, or from the next regular seal.</summary>
    Open = 1,

    /// <summary>The day is sealed, some time ago, and little is written when it is sealed again: an event of a sender with a key need not wait.</summary>
    Soon = 2,
}
