using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Erasures;
using Analytics.Store.Sites;

namespace Analytics.Engine.Health;

/// <summary>What tells whether a site is well: facts, and no judgement.</summary>
/// <param name="Site">The site.</param>
public sealed record SiteHealth(Site Site)
{
    /// <summary>Of the last <see cref="HealthReader.Days"/> days those of which something is stored, oldest first.</summary>
    public required IReadOnlyList<Day> Days { get; init; }

    /// <summary>The day that waits longest for its seal; null where none does.</summary>
    public WaitingDay? Unsealed { get; init; }

    /// <summary>Since when each of its days waits that has work due, upkeep included: oldest first.</summary>
    public required IReadOnlyList<DateTimeOffset> DueSince { get; init; }

    /// <summary>When work is next to be done; null where none is known.</summary>
    public DateTimeOffset? NextWork { get; init; }

    /// <summary>
    /// When the newest event was received: of those that happened today, yesterday, or else on the newest day of <see cref="Days"/>. Null
    /// where those have none any more.
    /// </summary>
    public DateTimeOffset? LastEvent { get; init; }

    /// <summary>The day from which <see cref="Dropped"/> counts: the site's yesterday.</summary>
    public required LocalDay DroppedFrom { get; init; }

    /// <summary>How many events were dropped since, by reason as it is written: <c>bot</c>. A lower bound.</summary>
    public required IReadOnlyDictionary<string, long> Dropped { get; init; }

    /// <summary>Since when kinds of events wait to be taken out whose time is over, or which the site shall keep for less time; null where none do.</summary>
    public DateTimeOffset? KindsDueSince { get; init; }

    /// <summary>Erasures that are not finished, oldest first.</summary>
    public required IReadOnlyList<Erasure> Erasures { get; init; }
}
