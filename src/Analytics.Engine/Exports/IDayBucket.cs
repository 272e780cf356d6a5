using Analytics.Store.Calendars;
using Analytics.Store.Events;
using Analytics.Store.Sites;

namespace Analytics.Engine.Exports;

/// <summary>Stores sealed days outside the table, one object per site and day, for other programs to read. In the product this is S3.</summary>
public interface IDayBucket
{
    /// <summary>The bucket's name. It is stored with each exported day: when it changes, all days are exported again.</summary>
    string Name { get; }

    /// <summary>
    /// Stores a day in place of what the bucket holds of it. It is written whole or not at all: where the events end in an exception, the old
    /// object stays. Writing the same again changes nothing.
    /// </summary>
    /// <exception cref="BucketException">The bucket cannot be written, or it is not known whether it was.</exception>
    Task PutAsync(SiteId site, LocalDay day, IAsyncEnumerable<Event> events, CancellationToken cancellation);

    /// <summary>Deletes a day from the bucket. Deleting a day that is not there does nothing.</summary>
    /// <exception cref="BucketException">The bucket cannot be written, or it is not known whether it was.</exception>
    Task DeleteAsync(SiteId site, LocalDay day, CancellationToken cancellation);
}
