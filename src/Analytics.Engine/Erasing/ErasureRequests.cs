using System.Globalization;
using Analytics.Engine.Sites;
using Analytics.Engine.Visitors;
using Analytics.Store.Calendars;
using Analytics.Store.Erasures;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;
using Analytics.Store.Stats.Terms;

namespace Analytics.Engine.Erasing;

/// <summary>Takes requests for erasures: finds out who or what is meant, and stores it; a person under a keyed hash.</summary>
internal sealed class ErasureRequests(SiteDirectory sites, SaltStore salts, ErasureStore erasures, ErasureScope scope, TimeProvider clock)
{
    /// <summary>Stores a request. Null where the subject is a visitor of a day that is closed or has not begun.</summary>
    public async Task<Erasure?> AddAsync(Site site, ErasureSubject subject, string askedBy, CancellationToken cancellation)
    {
        if (await DraftAsync(site, subject, askedBy, cancellation) is not { } erasure)
        {
            return null;
        }

        await erasures.AddAsync(erasure, cancellation);
        sites.Forget(site);
        return erasure;
    }

    /// <summary>The same request without storing it.</summary>
    public async Task<Erasure?> DraftAsync(Site site, ErasureSubject subject, string askedBy, CancellationToken cancellation)
    {
        var visitor = subject as ErasureSubject.Visitor;
        if (visitor is not null && !await scope.HasVisitorsAsync(site, visitor.Day, cancellation))
        {
            return null;
        }

        if (subject is ErasureSubject.Matching { Filters: var asked } && !ErasedFilter.TryParse(asked, out _, out string? problem))
        {
            throw new AnalyticsInputException("filters", problem);
        }

        DateTimeOffset now = clock.GetUtcNow().AsStored();
        ErasureSecret? secret = subject is ErasureSubject.User or ErasureSubject.Visitor ? await salts.GetErasureSecretAsync(site.Id, cancellation) : null;
        (ErasureKind kind, string name) = subject switch
        {
            ErasureSubject.User user => (ErasureKind.User, secret!.Of(user.Id)),
            ErasureSubject.Import import => (ErasureKind.Import, import.Id.Value),
            ErasureSubject.Matching => (ErasureKind.Filter, ""),
            ErasureSubject.Everything => (ErasureKind.Everything, ""),
            _ => (ErasureKind.Visitor, secret!.Of(visitor!.Day, visitor.Id).ToString("x16", CultureInfo.InvariantCulture)),
        };
        (LocalDay? from, LocalDay? to) = subject switch
        {
            ErasureSubject.Matching { From: var first, To: var last } => (first, last),
            ErasureSubject.Everything { From: var first, To: var last } => (first, last),
            _ => default,
        };
        return new Erasure
        {
            Id = ErasureId.New(now),
            Site = site.Id,
            Kind = kind,
            Subject = name,
            Day = visitor?.Day,
            Filters = (subject as ErasureSubject.Matching)?.Filters,
            From = from,
            To = to,
            SecretCheck = secret?.Check ?? "",
            AskedAt = now,
            AskedBy = askedBy,
            ExpiresAt = Erasure.ExpiryOf(now, site.Settings),
        };
    }
}
