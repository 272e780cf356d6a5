using Analytics.Engine;
using Analytics.Functions.Hosting;
using Analytics.Functions.Wire;
using Analytics.Store.Events;
using Analytics.Store.Ingest;
using Analytics.Store.Sites;

namespace Analytics.Functions.Collect;

/// <summary>Where the protocols meet: an event of a browser goes to each site that it names, enriched from the request that brought it.</summary>
internal sealed class Collector(SiteDirectory sites, Recorder recorder, DropCounter drops, RequestOrigin origin, TimeProvider clock)
{
    /// <summary>When it returns, what is not among the drops is durable.</summary>
    /// <returns>Why events do not count, once for each event and site where one does not; empty where all count everywhere.</returns>
    public async Task<IReadOnlyList<DropReason>> CollectAsync(HttpRequest request, CollectedEvent collected, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        List<DropReason> dropped = [];
        foreach (string domain in collected.Domains)
        {
            Site? site = await sites.FindAsync(domain, cancellation);
            HitOutcome[] outcomes = await Task.WhenAll(collected.Events.Select(e => site is not null
                ? recorder.RecordAsync(ToHit(request, e, site, now), cancellation)
                : Task.FromResult<HitOutcome>(new HitOutcome.Dropped(DropReason.UnknownSite))));
            foreach (HitOutcome.Dropped drop in outcomes.OfType<HitOutcome.Dropped>())
            {
                drops.Count(site?.Id.Value ?? domain, drop.Reason);
                dropped.Add(drop.Reason);
            }
        }

        return dropped;
    }

    private Hit ToHit(HttpRequest request, CollectedEvent collected, Site site, DateTimeOffset now) => new()
    {
        Site = site,
        Id = collected.Id ?? EventId.New(),
        Name = collected.Name,
        Url = collected.Url,
        ReceivedAt = now,
        Time = now - collected.Age,
        Referrer = collected.Referrer,
        Title = collected.Title,
        Address = origin.Address(request),
        UserAgent = RequestOrigin.UserAgent(request),
        Place = origin.Place(request),
        TimeZone = collected.TimeZone,
        Language = collected.Language ?? RequestOrigin.Language(request),
        ScreenWidth = collected.ScreenWidth,
        ScreenHeight = collected.ScreenHeight,
        Purpose = RequestOrigin.Purpose(request),
        HashIsPage = collected.HashIsPage,
        Props = collected.Props,
        Revenue = collected.Revenue,
        Interactive = collected.Interactive,
        Engagement = collected.Engagement,
        UserId = collected.UserId,
    };
}
