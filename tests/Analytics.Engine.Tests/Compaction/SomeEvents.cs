using Analytics.Store.Calendars;
using Analytics.Store.Visitors;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;

namespace Analytics.Engine.Tests.Compaction;

/// <summary>Events of one day, a second apart, of visitors whose hashes lie all over.</summary>
internal static class SomeEvents
{
    public static List<Event> Of(int count, DateTimeOffset from, int first = 0, int visitors = 10, SiteCalendar? calendar = null) =>
        [.. Enumerable.Range(first, count).Select(i => Some.Pageview($"e{i}", $"/p{i % 7}", from.AddSeconds(i - first), calendar: calendar) with
        {
            Visitor = i % 11 == 0 ? null : new VisitorId((ulong)(i % visitors) * 0x9E3779B97F4A7C15),
            Name = i % 5 == 0 ? EventName.Engagement : i % 13 == 0 ? "Signup" : EventName.Pageview,
        })];

    /// <summary>The same events, received again a second later by somebody else: they do not count.</summary>
    public static IEnumerable<Event> CopiesOf(IEnumerable<Event> events) =>
        events.Select(e => e with { ReceivedAt = e.ReceivedAt.AddSeconds(1), Visitor = new VisitorId(e.Visitor?.Bits + 0x5555555555555555 ?? 7) });
}
