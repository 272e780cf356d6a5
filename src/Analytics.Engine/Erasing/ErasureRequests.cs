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
        var visitor = subject as ErasureSubject.Visitor;
        if (visitor is not null && !await scope.HasVisitorsAsync(site, visitor.Day, cancellation))
        {
            return null;
        }

        DateTimeOffset now = clock.GetUtcNow().AsStored();
        ErasureSecret secret = await salts.GetErasureSecretAsync(site.Id, cancellation);
        var erasure = new Erasure
        {
            Id = ErasureId.New(now),
            Site = site.Id,
            Subject = subject is ErasureSubject.User user
                ? secret.Of(user.Id)
                : secret.Of(visitor!.Day, visitor.Id).ToString("x16", CultureInfo.InvariantCulture),
            Day = visitor?.Day,
            SecretCheck = secret.Check,
            AskedAt = now,
            AskedBy = askedBy,
            ExpiresAt = Erasure.ExpiryOf(now, site.Settings),
        };
        await erasures.AddAsync(erasure, cancellation);
        sites.Forget(site);
        return erasure;
    }
}
