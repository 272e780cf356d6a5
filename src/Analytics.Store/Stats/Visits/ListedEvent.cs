using Analytics.Store.Events;

namespace Analytics.Store.Stats.Visits;

/// <summary>One event of a list, or of the course of a visit.</summary>
/// <param name="Place">Where it stands in the list.</param>
/// <param name="Visit">The visit that it is of; null for an event that no visitor is known of.</param>
/// <param name="At">When it was.</param>
/// <param name="Name"><c>pageview</c>, <c>engagement</c> (in the course of a visit only) or a custom name.</param>
/// <param name="Page">Where.</param>
public sealed record ListedEvent(ListPlace Place, VisitKey? Visit, DateTimeOffset At, string Name, Page Page)
{
    /// <summary>Where its visit came from.</summary>
    public Referral Referral { get; init; } = Referral.Direct;

    /// <summary>Where its visitor was.</summary>
    public Place Geography { get; init; } = Events.Place.Unknown;

    /// <summary>What its visitor used.</summary>
    public VisitClient Client { get; init; } = VisitClient.Unknown;

    /// <summary>Its custom properties.</summary>
    public IReadOnlyDictionary<string, string> Props { get; init; } = new Dictionary<string, string>();

    /// <summary>Money, as it was told; null for none.</summary>
    public Revenue? Revenue { get; init; }

    /// <summary>Who it was, where the site identifies its users.</summary>
    public string? UserId { get; init; }
}
