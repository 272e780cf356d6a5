using Analytics.Store.Sites;

namespace Analytics.Engine.Expiry;

/// <summary>How far a site's days have come in following its retention.</summary>
/// <param name="Site">The site.</param>
/// <param name="Changed">Days that expire at another time now.</param>
/// <param name="Deleted">Days that are gone.</param>
/// <param name="IsDone">Whether all of them follow.</param>
public sealed record ExpiryWork(SiteId Site, int Changed, int Deleted, bool IsDone)
{
    /// <summary>Days out of which kinds of events were taken that the site keeps for less time.</summary>
    public int Emptied { get; init; }

    /// <summary>What went wrong; null where nothing did.</summary>
    public string? Fault { get; init; }
}
