namespace Analytics.Functions.Stats.Reports.GoatCounter;

/// <summary>A path of GoatCounter's: a page, or the name of an event.</summary>
/// <param name="Name">The page's path, or the event's name.</param>
/// <param name="IsEvent">Whether it is an event.</param>
internal readonly record struct GoatCounterPath(string Name, bool IsEvent)
{
    /// <summary>Its number; an event has another one than a page of the same name.</summary>
    public long Id => GoatCounterForm.NumberOf((IsEvent ? "event " : "page ") + Name);
}
