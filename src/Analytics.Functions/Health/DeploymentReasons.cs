using Analytics.Store.Sites;

namespace Analytics.Functions.Health;

/// <summary>What concerns all sites.</summary>
internal static class DeploymentReasons
{
    /// <summary>Maintenance runs every minute, and its longest run ends after a quarter of an hour.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromHours(1);

    public static IEnumerable<HealthReason> Of(HealthFacts facts)
    {
        if (facts.LateSince is { } since)
        {
            yield return MaintenanceLate(facts, since);
        }

        if (facts is { DailyEvents: > 0, EventsToday: { } taken } && taken >= facts.DailyEvents)
        {
            yield return BudgetUsedUp(facts, taken);
        }
    }

    private static HealthReason MaintenanceLate(HealthFacts facts, DateTimeOffset since) => new(
        "maintenance_late",
        $"Work has been due for {Amounts.Of(facts.Now - since)}, and maintenance has done none of it.",
        facts.InLambda
            ? "Look whether the schedule is enabled, what the log of the function Maintain says, and whether its queue of dead letters holds anything. Nothing is lost meanwhile: it catches up by itself."
            : "It runs every minute while the program does: look for 'Maintenance failed' in the program's log. After a start it catches up within minutes, and nothing is lost meanwhile.")
    {
        Since = since,
    };

    private static HealthReason BudgetUsedUp(HealthFacts facts, long taken) => new(
        "budget_used_up",
        $"All sites together have taken {Amounts.Of(taken, "event")} today; the budget is {Amounts.Of(facts.DailyEvents, "event")}. Until midnight in UTC "
            + (facts.OverBudget == OverBudget.Sample ? "one visitor in ten is taken." : "no more are taken."),
        facts.InLambda
            ? "Deploy with a larger budget, -c dailyEvents=NUMBER, or find the site that takes so many."
            : "Start with a larger ANALYTICS_DAILY_EVENTS, or find the site that takes so many.");
}
