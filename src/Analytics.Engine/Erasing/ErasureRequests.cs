using System.Globalization;
using Analytics.Engine.Sites;
using Analytics.Engine.Visitors;
using Analytics.Store.Calendars;
using Analytics.Store.Erasures;
using Analytics.Store.Sites;

namespace Analytics.Engine.Erasing;

/// <summary>Takes requests for erasures: finds out who is meant, and stores it under a keyed hash.</summary>
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

        DateTimeOffset now = clock.GetUtcNow().AsStored();
        ErasureSecret secret = await salts.GetErasureSecretAsync(site.Id, cancellation);
        (ErasureKind kind, string name) = subject switch
        {
            ErasureSubject.User user => (ErasureKind.User, secret.Of(user.Id)),
            ErasureSubject.Import import => (ErasureKind.Import, import.Id.Value),
            ErasureSubject.Everything => (ErasureKind.Everything, ""),
            _ => (ErasureKind.Visitor, secret.Of(visitor!.Day, visitor.Id).ToString("x16", CultureInfo.InvariantCulture)),
        };
        return new Erasure
        {
            Id = ErasureId.New(now),
            Site = site.Id,
            Kind = kind,
            Subject = name,
            Day = visitor?.Day,
            SecretCheck = secret.Check,
            AskedAt = now,
            AskedBy = askedBy,
            ExpiresAt = Erasure.ExpiryOf(now, site.Settings),
        };
    }
}
