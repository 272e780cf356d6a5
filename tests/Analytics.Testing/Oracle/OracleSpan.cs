using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Events;

namespace Analytics.Testing.Oracle;

/// <summary>What a range means: its days, and its instants unless it is made of whole days.</summary>
public sealed record OracleSpan(LocalDay First, LocalDay Last, DateTimeOffset? From, DateTimeOffset? Before)
{
    public int Days => Last.Date.DayNumber - First.Date.DayNumber + 1;

    public bool Touches(LocalDay day) => day >= First && day <= Last;

    public bool Holds(Event e) => Touches(e.Day) && (From is null || (e.Time >= From && e.Time < Before));

    public OracleSpan Moved(int days) => new(First.Plus(days), Last.Plus(days), null, null);
}
