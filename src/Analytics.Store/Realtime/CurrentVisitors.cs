using Analytics.Store.Events;

namespace Analytics.Store.Realtime;

/// <summary>Who is on the site at this moment.</summary>
public static class CurrentVisitors
{
    /// <summary>How long after the last event a visitor is taken to be there.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>The distinct visitors with an event, engagement aside, in the last five minutes.</summary>
    /// <param name="events">At least every event received since <see cref="Window"/> ago; more do no harm, and of copies the first received counts.</param>
    /// <param name="now">The present; both it and the instant five minutes before belong to the window.</param>
    public static int Count(IEnumerable<Event> events, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(events);
        return events
            .GroupBy(e => e.Id)
            .Select(copies => copies.MinBy(e => e.ReceivedAt)!)
            .Where(e => !e.IsEngagement && e.Visitor is not null && e.Time >= now - Window && e.Time <= now)
            .DistinctBy(e => (e.Day, e.Visitor))
            .Count();
    }
}
