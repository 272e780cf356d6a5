using Analytics.Store.Calendars;
using Analytics.Store.Events;
using Analytics.Store.Sites;

namespace Analytics.Engine.Reading;

/// <summary>Reads those raw events of one day of a site that were received in a window of time, copies included, in any order.</summary>
public delegate IAsyncEnumerable<Event> ReadDayWindow(
    Site site, LocalDay day, DateTimeOffset receivedFrom, DateTimeOffset receivedBefore, CancellationToken cancellation);
