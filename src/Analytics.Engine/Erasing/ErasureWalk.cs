using Analytics.Engine.Days;
using Analytics.Engine.Visitors;
using Analytics.Store.Calendars;
using Analytics.Store.Erasures;
using Analytics.Store.Sites;

namespace Analytics.Engine.Erasing;

/// <summary>Takes one erasure through its days, and stores after each how far it has come.</summary>
internal sealed class ErasureWalk(SaltStore salts, ErasureScope scope, ErasureStore erasures, DayPurge purge, TimeProvider clock)
{
    private const string Lost = "The secret under which the name was hashed is gone: ask again.";

    /// <summary>Goes from day to day.</summary>
    /// <param name="erasure">The erasure as it is stored.</param>
    /// <param name="site">Its site.</param>
    /// <param name="deadline">No further day is begun after it.</param>
    /// <param name="last">A day in work stops after it.</param>
    /// <param name="report">Called for every day that was changed or failed, and for the end.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether nothing is left to do, or nothing can be done.</returns>
    public async Task<bool> RunAsync(
        Erasure erasure, Site site, Deadline deadline, Deadline last, Action<ErasureWork> report, CancellationToken cancellation)
    {
        // Of a person there is a hash alone, which another secret would not find; an import and everything have no secret.
        if (erasure.Kind is ErasureKind.User or ErasureKind.Visitor && (await salts.GetErasureSecretAsync(site.Id, cancellation)).Check != erasure.SecretCheck)
        {
            Erasure failed = await erasures.ChangeAsync(erasure with { Fault = Lost }, cancellation) ?? erasure;
            report(new ErasureWork(failed, null, DayOutcome.Failed) { Fault = Lost });
            return true;
        }

        List<LocalDay> days = await scope.ReadLeftAsync(erasure, site, cancellation);
        for (int i = 0; i < days.Count; i++)
        {
            if (deadline.HasPassed)
            {
                return false;
            }

            PurgedDay purged = await purge.RunAsync(erasure, site, days[i], last, cancellation);
            if (await erasures.ChangeAsync(After(erasure, days[i], purged, days.Count - i), cancellation) is not { } stored)
            {
                return false; // another instance is at it
            }

            erasure = stored;
            if (purged.IsChanged || !purged.IsDone)
            {
                report(new ErasureWork(erasure, days[i], purged.Outcome) { Fault = purged.Fault });
            }

            if (!purged.IsDone)
            {
                return false;
            }
        }

        return await FinishAsync(erasure, report, cancellation);
    }

    private static Erasure After(Erasure erasure, LocalDay day, PurgedDay purged, int left) => erasure with
    {
        DoneUntil = purged.IsDone ? day : erasure.DoneUntil,
        DaysLeft = left - (purged.IsDone ? 1 : 0),
        DaysChanged = erasure.DaysChanged + (purged is { IsDone: true, IsChanged: true } ? 1 : 0),
        Events = erasure.Events + purged.Events,
        LookedAt = erasure.LookedAt + purged.LookedAt,
    };

    private async Task<bool> FinishAsync(Erasure erasure, Action<ErasureWork> report, CancellationToken cancellation)
    {
        Erasure end = erasure with { DaysLeft = 0, FinishedAt = clock.GetUtcNow().AsStored() };
        if (await erasures.ChangeAsync(end, cancellation) is not { } finished)
        {
            return false;
        }

        report(new ErasureWork(finished, null, DayOutcome.Done));
        return true;
    }
}
