namespace Analytics.Tool.Replays;

/// <summary>An event that was read from a file.</summary>
/// <param name="Time">When it happened.</param>
/// <param name="Json">The event as the API takes it, at the time that is given.</param>
internal sealed record ReplayedEvent(DateTimeOffset Time, Func<DateTimeOffset, string> Json);
