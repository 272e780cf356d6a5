using Analytics.Store.Visits;
using Analytics.Store.Events;

namespace Analytics.Testing.Oracle;

/// <summary>Everything that questions are asked of: the events that count, each with its visit, the site's clock, and its goals.</summary>
public sealed class OracleScene(IReadOnlyList<Event> raw, OracleClock clock, IReadOnlyList<OracleGoal> goals, string? currency = null, Predicate<Event>? isExpired = null)
{
    public IReadOnlyList<(Event Event, OracleVisit? Visit)> All { get; } = OracleVisit.Assign(raw, clock, isExpired);

    /// <summary>Those that count as events.</summary>
    public IEnumerable<(Event Event, OracleVisit? Visit)> Counted => All.Where(a => a.Event.Name != "engagement" && isExpired?.Invoke(a.Event) is not true);

    public OracleClock Clock => clock;

    public IReadOnlyList<OracleGoal> Goals => goals;

    /// <summary>That of the site's reports; null for none.</summary>
    public string? Currency => currency;

    public IEnumerable<OracleVisit> Visits => All.Select(a => a.Visit).OfType<OracleVisit>().Distinct();
}
