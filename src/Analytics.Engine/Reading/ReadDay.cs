using Analytics.Store.Calendars;
using Analytics.Store.Events;
using Analytics.Store.Sites;

namespace Analytics.Engine.Reading;

/// <summary>Reads every raw event of one day of a site, copies included, in any order.</summary>
public delegate IAsyncEnumerable<Event> ReadDay(Site site, LocalDay day, CancellationToken cancellation);
