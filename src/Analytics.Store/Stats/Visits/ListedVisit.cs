using Analytics.Store.Events;

namespace Analytics.Store.Stats.Visits;

/// <summary>One visit.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Place">Where it stands in the list.</param>
/// <param name="Start">When it began.</param>
/// <param name="End">When its last event was; not before <paramref name="Start"/>.</param>
/// <param name="Pageviews">Its pageviews.</param>
/// <param name="Events">Its events, engagement aside.</param>
/// <param name="IsBounce">Whether it is a bounce: fewer than two pageviews, and no interactive custom event.</param>
public sealed record ListedVisit(VisitKey Key, ListPlace Place, DateTimeOffset Start, DateTimeOffset End, int Pageviews, int Events, bool IsBounce)
{
    /// <summary>The page that it entered on; null where it has no pageview.</summary>
    public Page? Entry { get; init; }

    /// <summary>The page that it left from; null where it has no pageview.</summary>
    public Page? Exit { get; init; }

    /// <summary>Where it came from.</summary>
    public Referral Referral { get; init; } = Referral.Direct;

    /// <summary>Its campaign.</summary>
    public Campaign Campaign { get; init; } = Campaign.None;

    /// <summary>Where it was.</summary>
    public Place Geography { get; init; } = new();

    /// <summary>Browser, system and device by name; null where unknown.</summary>
    public VisitClient Client { get; init; } = new(null, null, null, null, null, null, null);

    /// <summary>Who it was, where the site identifies its users.</summary>
    public string? UserId { get; init; }
}
