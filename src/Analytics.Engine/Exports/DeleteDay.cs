using Analytics.Store.Calendars;
using Analytics.Store.Sites;

namespace Analytics.Engine.Exports;

/// <summary>Takes a day out of a bucket; where nothing lies of it nothing happens.</summary>
/// <exception cref="BucketException">The bucket cannot be written, or it is not known whether it was.</exception>
public delegate Task DeleteDay(SiteId site, LocalDay day, CancellationToken cancellation);
