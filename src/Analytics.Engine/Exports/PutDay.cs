using Analytics.Store.Calendars;
using Analytics.Store.Events;
using Analytics.Store.Sites;

namespace Analytics.Engine.Exports;

/// <summary>
/// Lays a day in a bucket in place of what lies there of it. Whole or not at all: where the events end in an exception, what lay there
/// still does. Writing the same again changes nothing.
/// </summary>
/// <exception cref="BucketException">The bucket cannot be written, or it is not known whether it was.</exception>
public delegate Task PutDay(SiteId site, LocalDay day, IAsyncEnumerable<Event> events, CancellationToken cancellation);
