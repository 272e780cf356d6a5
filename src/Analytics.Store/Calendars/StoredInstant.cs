namespace Analytics.Store.Calendars;

/// <summary>Instants as the table stores them: in whole milliseconds, in UTC.</summary>
internal static class StoredInstant
{
    /// <summary>The instant as it is read back once it is stored: what is below a millisecond is cut off.</summary>
    public static DateTimeOffset AsStored(this DateTimeOffset instant) => DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());

    /// <summary>The time of a change: this instant as it is stored, or one millisecond after the last change where the clock is behind that.</summary>
    /// <param name="now">The present.</param>
    /// <param name="lastChange">When the thing was changed last, as it is stored.</param>
    public static DateTimeOffset ChangeAfter(this DateTimeOffset now, DateTimeOffset lastChange) =>
        now.AsStored() is var stored && stored > lastChange ? stored : lastChange.AddMilliseconds(1);
}
