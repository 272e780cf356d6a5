using Analytics.Engine;
using Analytics.Store.Sites;

namespace Analytics.Functions.Health;

/// <summary>All that reasons are found in.</summary>
/// <param name="Now">The present.</param>
/// <param name="Sites">The sites that are told of.</param>
/// <param name="OldestDue">Since when the oldest work is due that the caller may know of; null where none is.</param>
internal sealed record HealthFacts(DateTimeOffset Now, IReadOnlyList<SiteHealth> Sites, DateTimeOffset? OldestDue)
{
    /// <summary>How many events were taken today; null where there is no budget, or the caller may not know.</summary>
    public long? EventsToday { get; init; }

    /// <summary>How many may be; 0 for any number.</summary>
    public long DailyEvents { get; init; }

    /// <summary>What becomes of events beyond them.</summary>
    public OverBudget OverBudget { get; init; }

    /// <summary>Maintenance is called by a schedule, not by a timer of this process.</summary>
    public bool InLambda { get; init; }

    /// <summary>
    /// Whether maintenance has left everything since something became due that should long be done. Where it has done other things
    /// since, it runs, and what waits has a reason of its own.
    /// </summary>
    public bool IsMaintenanceLate =>
        OldestDue is { } due && Now - due > DeploymentReasons.Late
        && !Sites.SelectMany(s => s.Days).Any(day => day.SealedAt > due || day.AuditedAt > due);
}
