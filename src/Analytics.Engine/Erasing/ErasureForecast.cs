using Analytics.Engine.Days;
using Analytics.Engine.Visitors;
using Analytics.Store.Calendars;
using Analytics.Store.Erasures;
using Analytics.Store.Sites;

namespace Analytics.Engine.Erasing;

/// <summary>Counts what an erasure would erase, and changes nothing.</summary>
internal sealed class ErasureForecast(ErasureRequests requests, SaltStore salts, ErasureScope scope, DaySearch search, FilterForecast filtered)
{
    public async Task<ErasurePreview?> RunAsync(Site site, ErasureSubject subject, Deadline deadline, CancellationToken cancellation)
    {
        if (await requests.DraftAsync(site, subject, "", cancellation) is not { } erasure)
        {
            return null;
        }

        List<LocalDay> concerned = await scope.ReadLeftAsync(erasure, site, cancellation);
        if (erasure.Kind is ErasureKind.Filter or ErasureKind.Everything)
        {
            return await filtered.RunAsync(erasure, site, concerned, deadline, cancellation);
        }

        ErasureSecret secret = await salts.GetErasureSecretAsync(site.Id, cancellation);
        (int days, long events, bool isComplete) = (0, 0, true);
        foreach (LocalDay day in concerned)
        {
            if (deadline.HasPassed)
            {
                return new ErasurePreview(days, events, IsComplete: false);
            }

            long? found = await search.CountAsync(erasure, secret, site, day, deadline, cancellation);
            (days, events, isComplete) = (days + (found > 0 ? 1 : 0), events + (found ?? 0), isComplete && found is not null);
        }

        return new ErasurePreview(days, events, isComplete);
    }
}
