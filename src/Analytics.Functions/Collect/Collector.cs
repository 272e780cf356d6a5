using Analytics.Engine.Recording;
using Analytics.Engine.Sites;
using Analytics.Functions.Http;
using Analytics.Functions.Places;
using Analytics.Store.Drops;
using Analytics.Store.Events;
using Analytics.Store.Ingest;
using Analytics.Store.Sites;

namespace Analytics.Functions.Collect;

/// <summary>Where the protocols meet: an event of a browser goes to each site that it names, enriched from the request that brought it.</summary>
internal sealed class Collector(
    SiteDirectory sites, Recorder recorder, DropTally drops, RequestOrigin origin, AddressPlaces places, SenderLimits limits, EventMeter meter, TimeProvider clock)
{
    /// <summary>
    /// When it returns, what is not among the drops is durable. It cannot be cancelled: a page that is being closed hangs up as soon as it
    /// has sent, and that is no reason to forget what it said.
    /// </summary>
    /// <returns>Why events do not count, once for each event and site where one does not; empty where all count everywhere.</returns>
    public async Task<IReadOnlyList<DropReason>> CollectAsync(HttpRequest request, CollectedEvent collected)
    {
        IgnoredHeader.Add(request.HttpContext.Response, collected.Ignored);
        DateTimeOffset now = clock.GetUtcNow();
        List<DropReason> dropped = [];
        HashSet<SiteId> taken = [];
        int accepted = 0;
        bool isWelcome = collected.Reported is not null || limits.Admits(origin.Address(request));
        foreach (string domain in collected.Domains)
        {
            // A sender over its limit causes no read of the table either.
            Site? site = isWelcome ? await sites.FindAsync(domain, CancellationToken.None) : sites.FindRemembered(domain);
            if (site is not null && !taken.Add(site.Id))
            {
                continue; // the same site under another of its names
            }

            if (site is not null)
            {
                IgnoredHeader.Add(request.HttpContext.Response, HeardTraits.LeftOut(collected, site));
            }

            HitOutcome[] outcomes = isWelcome && (site is null || limits.Admits(site.Id))
                ? await Task.WhenAll(collected.Events.Select(e => RecordAsync(request, e, site, now, CancellationToken.None)))
                : [.. collected.Events.Select(_ => new HitOutcome.Dropped(DropReason.RateLimited))];
            accepted += outcomes.Count(o => o is not HitOutcome.Dropped);
            foreach (HitOutcome.Dropped drop in outcomes.OfType<HitOutcome.Dropped>())
            {
                dropped.Add(drop.Reason);
                if (site is not null)
                {
                    drops.Count(site, drop.Reason);
                }
            }
        }

        meter.Count(accepted, dropped.Count);
        await drops.FlushIfDueAsync(CancellationToken.None);
        return dropped;
    }

    /// <summary>Stores many events of one site, reported by a server.</summary>
    /// <returns>For each event, in order: why it was dropped, or null if it counts and is durable.</returns>
    public async Task<IReadOnlyList<DropReason?>> CollectManyAsync(
        HttpRequest request,
        Site site,
        IReadOnlyList<CollectedEvent> told,
        CancellationToken cancellation)
    {
        IgnoredHeader.Add(request.HttpContext.Response, told.SelectMany(e => e.Ignored.Concat(HeardTraits.LeftOut(e, site))));
        DateTimeOffset now = clock.GetUtcNow();
        var outcomes = new Queue<HitOutcome>(
            await recorder.RecordManyAsync(site, [.. told.Where(e => !e.ByProgram).Select(e => ToHit(request, e, site, now))], cancellation));
        DropReason?[] reasons = [.. told.Select(e => e.ByProgram ? DropReason.Bot : (outcomes.Dequeue() as HitOutcome.Dropped)?.Reason)];
        foreach (DropReason reason in reasons.OfType<DropReason>())
        {
            drops.Count(site, reason);
        }

        int dropped = reasons.Count(r => r is not null);
        meter.Count(reasons.Length - dropped, dropped);
        await drops.FlushIfDueAsync(CancellationToken.None);
        return reasons;
    }

    /// <summary>
    /// Counts a request that is refused in the drops of the site that it was for, so that its owner sees it. That is the site of the first
    /// name: of those that it names, else of the page that sent it. Further names are looked for among the sites that are remembered, so
    /// that a refusal costs one read at most. Strangers can do this to any site, as they can send it events.
    /// </summary>
    /// <param name="request">What is refused.</param>
    /// <param name="reason">Why.</param>
    /// <param name="named">Ids or domains that it names; null and empty ones are passed over.</param>
    public async Task RefuseAsync(HttpRequest request, DropReason reason, params IEnumerable<string?> named)
    {
        string[] names = [.. named.Append(PageAddress.SendingHost(request)).OfType<string>().Where(name => name.Length > 0)];
        Site? first = names.Length > 0 && limits.Admits(origin.Address(request)) ? await sites.FindAsync(names[0], CancellationToken.None) : null;
        await RefuseAsync(first ?? names.Select(sites.FindRemembered).FirstOrDefault(site => site is not null), reason, 1);
    }

    /// <summary>As what a request is counted whose body cannot be read.</summary>
    public static DropReason ReasonOf(Problem problem) => problem.Status == StatusCodes.Status413PayloadTooLarge ? DropReason.TooLarge : DropReason.Invalid;

    /// <summary>Counts events that are refused in the drops of their site.</summary>
    /// <param name="site">The site; null where nobody knows it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="events">How many.</param>
    public async Task RefuseAsync(Site? site, DropReason reason, int events)
    {
        for (int i = 0; i < events && site is not null; i++)
        {
            drops.Count(site, reason);
        }

        if (events > 0)
        {
            meter.Count(0, events);
            await drops.FlushIfDueAsync(CancellationToken.None);
        }
    }

    /// <summary>
    /// The site that a request names beside its first: a stranger over the limit causes no read of the table, and gets only what is remembered.
    /// </summary>
    public async ValueTask<(Site? Site, bool IsOverLimit)> FindFurtherAsync(HttpRequest request, string name, ReportedVisitor? told)
    {
        if (sites.IsRemembered(name, out Site? site))
        {
            return (site, false);
        }

        return told is not null || limits.Admits(origin.Address(request)) ? (await sites.FindAsync(name, CancellationToken.None), false) : (null, true);
    }

    private async Task<HitOutcome> RecordAsync(HttpRequest request, CollectedEvent collected, Site? site, DateTimeOffset now, CancellationToken cancellation)
    {
        if (site is null || (collected.Reported is { } told && told.OwnerId != site.OwnerId))
        {
            return new HitOutcome.Dropped(DropReason.UnknownSite);
        }

        if (collected.ByProgram)
        {
            return new HitOutcome.Dropped(DropReason.Bot);
        }

        Hit hit = ToHit(request, collected, site, now);
        return collected.Reported is null
            ? await recorder.RecordAsync(hit, cancellation)
            : (await recorder.RecordManyAsync(site, [hit], cancellation))[0];
    }

    private Hit ToHit(HttpRequest request, CollectedEvent collected, Site site, DateTimeOffset now) => new()
    {
        Site = site,
        Id = collected.Id ?? EventId.New(),
        Name = collected.Name,
        Url = collected.Url,
        ReceivedAt = now,
        Time = collected.Reported?.Time ?? now - collected.Age,
        Referrer = collected.Referrer,
        Title = collected.Title,
        Address = collected.Reported is { } told ? told.Address ?? told.Sender : origin.Address(request),
        UserAgent = collected.Reported is { } client ? client.UserAgent : RequestOrigin.UserAgent(request),
        VisitorKey = collected.Reported?.VisitorKey,
        Place = collected.Reported is { } named ? places.Of(site, named.Place, named.Address) : places.Of(site, origin.Place(request), origin.Address(request)),
        TimeZone = collected.TimeZone,
        Details = collected.Details,
        Language = collected.Language ?? (collected.Reported is null ? RequestOrigin.Language(request) : null),
        ScreenWidth = collected.ScreenWidth,
        ScreenHeight = collected.ScreenHeight,
        Purpose = collected.Reported is null ? RequestOrigin.Purpose(request) : null,
        HashIsPage = collected.HashIsPage,
        Props = collected.Props,
        Revenue = collected.Revenue,
        Interactive = collected.Interactive,
        Engagement = collected.Engagement,
        UserId = collected.UserId,
        Traits = collected.Traits,
        TraitsAreVerified = collected.Reported is not null,
        Consent = collected.Consent,
        AsksForPrivacy = RequestOrigin.AsksForPrivacy(request),
        Network = collected.Reported is null ? RequestOrigin.Network(request) : null,
        Hints = collected.Reported is null ? RequestOrigin.Hints(request) : ClientHints.None,
    };
}
