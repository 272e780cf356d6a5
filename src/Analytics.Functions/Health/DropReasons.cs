using Analytics.Engine.Health;
using Analytics.Store.Drops;

namespace Analytics.Functions.Health;

/// <summary>Drops that the owner can do something about, where they are many: bots, prefetches and what the settings ask for are as they should be.</summary>
internal static class DropReasons
{
    private const long Many = 100;

    // One in ten of what was taken: a copied snippet or a translated page is no reason to look here every day.
    private const long Share = 10;

    private static readonly (DropReason Reason, string Why, string Remedy)[] Remedies =
    [
        (DropReason.Hostname, "their pages are on hosts that are not the site's.",
            "If the hosts are yours, add them to the site's domains. If not, somebody has copied your snippet, and nothing need be done."),
        (DropReason.SiteInactive, "the site takes no events.", "Let it take events (isActive), or take the snippet off its pages."),
        (DropReason.RateLimited, "one sender, or all of them, sent more than a process takes at once.",
            "Behind a proxy, name it in ANALYTICS_TRUSTED_PROXIES, or all visitors count as one. Else raise ANALYTICS_EVENTS_PER_SECOND or ANALYTICS_EVENTS_PER_SECOND_OF_SITE."),
        (DropReason.OverBudget, "a budget of the day was used up.", "Raise the site's dailyEventBudget or that of the deployment, if these were people."),
        (DropReason.TooLarge, "they are too large to be stored.", "Send fewer or shorter properties with each event."),
        (DropReason.Invalid, "they could not be read.", "Look at the answers that your pages or servers get: each names its faults. A snippet or client is older or newer than it should be."),
        (DropReason.Unauthorized, "they came with a key that does not exist or lacks the scope `ingest`.", "Give the server that sends them a key with the scope `ingest`."),
        (DropReason.DayClosed, "they came when their days could take no more.", "Send what happened within days, or keep raw events longer (rawRetentionDays)."),
    ];

    public static IEnumerable<HealthReason> Of(HealthFacts facts, SiteHealth health)
    {
        bool isPaused = health.Site.PausedUntil > facts.Now || facts.EventsToday >= Math.Max(1, facts.DailyEvents);
        long taken = health.Days.Where(d => d.Date >= health.DroppedFrom).Sum(d => d.Rows);
        foreach ((DropReason reason, string why, string remedy) in Remedies)
        {
            long count = health.Dropped.GetValueOrDefault(DropReasonText.Of(reason));
            if (count >= Many && count >= taken / Share && !(reason == DropReason.OverBudget && isPaused))
            {
                yield return new HealthReason("events_dropped", $"{Amounts.Of(count, "event")} since {health.DroppedFrom} {(count == 1 ? "was" : "were")} dropped: {why}", remedy)
                {
                    Day = health.DroppedFrom.ToString(),
                };
            }
        }
    }
}
