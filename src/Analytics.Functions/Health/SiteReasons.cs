using Analytics.Engine.Health;
using Analytics.Store.Days;
using Analytics.Store.Erasures;
using Analytics.Store.Sites;

namespace Analytics.Functions.Health;

/// <summary>What concerns one site.</summary>
internal static class SiteReasons
{
    // As the alarm has it: a day's own seal comes two hours after its end, a large one takes its time.
    private static readonly TimeSpan Overdue = TimeSpan.FromHours(6);
    private static readonly TimeSpan SlowErasure = TimeSpan.FromHours(24);

    // Half of the 48 hours within which what is kept no longer is gone.
    private static readonly TimeSpan SlowRetention = TimeSpan.FromHours(24);

    /// <param name="facts">Of all sites.</param>
    /// <param name="health">Of the site.</param>
    public static IEnumerable<HealthReason> Of(HealthFacts facts, SiteHealth health)
    {
        var site = new SiteName(health.Site.Id.Value, health.Site.Name);
        return new[] { Unsealed(facts, health), Drift(health), Alarm(health), Paused(facts, health), Erasing(facts, health), Keeping(facts, health) }
            .OfType<HealthReason>()
            .Concat(DropReasons.Of(facts, health))
            .Select(reason => reason with { Site = site });
    }

    // Where maintenance does nothing at all, that is the one reason, but for what it had left before.
    private static HealthReason? Unsealed(HealthFacts facts, SiteHealth health) =>
        health.Unsealed is { } waiting && facts.Now - waiting.Since > Overdue && !(waiting.Since >= facts.LateSince)
            ? new(
                "day_unsealed",
                $"{waiting.Day} is over and has waited {Amounts.Of(facts.Now - waiting.Since)} for its seal.",
                "Maintenance runs and does not finish it: its log says why, with the site's id. Its numbers are right, but slower to read. To build it now:")
            {
                Day = waiting.Day.ToString(),
                Since = waiting.Since,
                Command = $"analytics rebuild --site {health.Site.Id} --day {waiting.Day}",
            }
            : null;

    private static HealthReason? Drift(SiteHealth health)
    {
        Day[] days = [.. health.Days.Where(d => d.Drift != 0)];
        if (days.Length == 0)
        {
            return null;
        }

        bool isBuiltAgain = days.All(d => d.AuditedAt is null);
        return new(
            "day_drift",
            $"{Amounts.Of([.. days.Select(d => d.Date)])} differed from the raw events by {Amounts.Of(days.Sum(d => Math.Abs(d.Drift)), "event")} when it was compared.",
            isBuiltAgain
                ? "It has been built again since, and is compared 24 hours after that. Please report it: this is a fault of the product. To compare now:"
                : "Maintenance builds it again. If it stays like this, build it yourself, and please report it: this is a fault of the product.")
        {
            Day = days[0].Date.ToString(),
            Since = days.Min(d => d.AuditedAt ?? d.SealedAt),
            Command = $"analytics audit --site {health.Site.Id} --from {days[0].Date} --to {days[^1].Date} --repair",
        };
    }

    private static HealthReason? Alarm(SiteHealth health) => health.Days.LastOrDefault(d => d.Alarm is not null) is { } day
        ? new(
            "day_alarm",
            $"{day.Date}: {day.Alarm}",
            "Its numbers are still right. Raw events are gone before their time: find out who or what deletes them, and export the day if you doubt it.")
        {
            Day = day.Date.ToString(),
            Since = day.SealedAt,
            Command = $"analytics export --site {health.Site.Id} --day {day.Date} --output {day.Date}.ndjson.gz",
        }
        : null;

    private static HealthReason? Paused(HealthFacts facts, SiteHealth health) => health.Site.PausedUntil is { } until && until > facts.Now
        ? new(
            "site_paused",
            $"It has taken its budget of {Amounts.Of(health.Site.Settings.DailyEventBudget ?? 0, "event")} for the day. Until {Amounts.Of(until)} "
                + (health.Site.Settings.OverBudget == OverBudget.Sample ? "one visitor in ten is taken." : "no more are taken."),
            "Change its dailyEventBudget, which ends the pause, or wait for the day's end. Its report tells whether these were people.")
        : null;

    private static HealthReason? Erasing(HealthFacts facts, SiteHealth health)
    {
        if (health.Erasures.FirstOrDefault(e => e.Fault is not null) is { } stuck)
        {
            return new("erasure_stuck", $"An erasure cannot go on: {stuck.Fault}", "Ask for it again, with the same name.") { Since = stuck.AskedAt };
        }

        Erasure[] slow = [.. health.Erasures.Where(e => facts.Now - e.AskedAt > SlowErasure)];
        return slow.Length == 0 || facts.LateSince is not null ? null : new(
            "erasure_late",
            $"{Amounts.Of(slow.Length, "erasure")} asked for {Amounts.Of(facts.Now - slow.Min(e => e.AskedAt))} ago {(slow.Length == 1 ? "is" : "are")} not finished.",
            "Maintenance goes on with it every minute: its log says what keeps it, with the erasure's id.")
        {
            Since = slow.Min(e => e.AskedAt),
        };
    }

    private static HealthReason? Keeping(HealthFacts facts, SiteHealth health) =>
        health.KindsDueSince is { } due && facts.Now - due > SlowRetention && facts.LateSince is null
            ? new(
                "retention_late",
                $"Events whose kind it keeps no longer have waited {Amounts.Of(facts.Now - due)} to be taken out of its days.",
                "No answer has them. Maintenance goes on with them every minute: its log says what keeps it, with the site's id.")
            {
                Since = due,
            }
            : null;
}
