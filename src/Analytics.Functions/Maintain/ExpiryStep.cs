using Analytics.Engine.Expiry;
using Analytics.Functions.Http;

namespace Analytics.Functions.Maintain;

/// <summary>Makes days expire as their site's settings say, and takes those of sites that a release before deleted out of the bucket.</summary>
internal sealed class ExpiryStep(DayExpiry expiry, ILogger<Maintenance> log) : IMaintenanceStep
{
    public Task RunAsync(MaintenanceRun run, CancellationToken cancellation) =>
        expiry.RunAsync(StepTimes.Budget, work => Report(run, work), cancellation);

    private void Report(MaintenanceRun run, ExpiryWork work)
    {
        run.Add(work);
        if (work.Fault is { } fault)
        {
            log.RetentionFailed(work.Site.Value, fault);
        }
        else
        {
            log.RetentionKept(work.Site.Value, work.Changed, work.Deleted, work.Emptied, work.IsDone);
        }
    }
}
