using Analytics.Engine.Health;
using Analytics.Store.Sites;

namespace Analytics.Functions.Health;

/// <summary>All that reasons are found in.</summary>
/// <param name="Now">The present.</param>
/// <param name="Sites">The sites that are reported.</param>
/// <param name="DueSince">Since when each day waits that has work due and that the caller may know of, oldest first.</param>
internal sealed record HealthFacts(DateTimeOffset Now, IReadOnlyList<SiteHealth> Sites, IReadOnlyList<DateTimeOffset> DueSince)
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
    /// Since when work is due that should long be done, where maintenance has done nothing at all since; else null. What waits longer
    /// than that has a reason of its own: maintenance ran, and left it.
    /// </summary>
    public DateTimeOffset? LateSince
    {
        get
        {
            DateTimeOffset? lastWork = Sites.SelectMany(s => s.Days).Max(day => day.AuditedAt > day.SealedAt ? day.AuditedAt : day.SealedAt);
            DateTimeOffset? first = DueSince.Cast<DateTimeOffset?>().FirstOrDefault(due => !(due <= lastWork));
            return Now - first > DeploymentReasons.Late ? first : null;
        }
    }
}
