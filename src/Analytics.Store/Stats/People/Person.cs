using Analytics.Store.Events;
using Analytics.Store.Stats.Visits;

namespace Analytics.Store.Stats.People;

/// <summary>An identified person: what those of their events that count tell. Traits are those that were told in the range, by any of their events.</summary>
/// <param name="UserId">The site's own id of them.</param>
/// <param name="FirstSeen">Their first event.</param>
/// <param name="LastSeen">Their last event.</param>
/// <param name="Visits">Visits in which an event of theirs counts.</param>
/// <param name="Pageviews">Their page views.</param>
/// <param name="Events">Their events, page views included, engagement aside.</param>
public sealed record Person(string UserId, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, int Visits, int Pageviews, int Events)
{
    /// <summary>What they paid, by currency.</summary>
    public IReadOnlyList<Revenue> Revenue { get; init; } = [];

    /// <summary>Their traits as servers reported them last.</summary>
    public IReadOnlyDictionary<string, TraitValue> Traits { get; init; } = new Dictionary<string, TraitValue>();

    /// <summary>Their traits as browsers reported them last: anybody can make them up.</summary>
    public IReadOnlyDictionary<string, TraitValue> UnverifiedTraits { get; init; } = new Dictionary<string, TraitValue>();

    /// <summary>Where they were seen last.</summary>
    public Place Place { get; init; } = Place.Unknown;

    /// <summary>What they used last.</summary>
    public VisitClient Client { get; init; } = VisitClient.Unknown;
}
