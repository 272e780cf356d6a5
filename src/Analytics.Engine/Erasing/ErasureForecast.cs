using Analytics.Engine.Days;
using Analytics.Engine.Visitors;
using Analytics.Store.Calendars;
using Analytics.Store.Erasures;
using Analytics.Store.Sites;

namespace Analytics.Engine.Erasing;

/// <summary>Counts what an erasure would erase, and changes nothing.</summary>
internal sealed class ErasureForecast(ErasureRequests requests, SaltStore salts, ErasureScope scope, DaySearch search)
{
    public async Task<ErasurePreview?> RunAsync(Site site, ErasureSubject subject, Deadline deadline, CancellationToken cancellation)
    {
        if (await requests.DraftAsync(site, subject, "", cancellation) is not { } erasure)
        {
            return null;
        }

        ErasureSecret secret = await salts.GetErasureSecretAsync(site.Id, cancellation);
        (int days, long events) = (0, 0);
        foreach (LocalDay day in await scope.ReadLeftAsync(erasure, site, cancellation))
        {
            if (deadline.HasPassed)
            {
                return new ErasurePreview(days, events, IsComplete: false);
            }

            long found = await search.CountAsync(erasure, secret, site, day, deadline, cancellation);
            (days, events) = (days + (found > 0 ? 1 : 0), events + found);
        }

        return new ErasurePreview(days, events, IsComplete: true);
    }
}
