using Analytics.Engine.Deleting;
using Analytics.Functions.Http;

namespace Analytics.Functions.Maintain;

/// <summary>Goes on with the sites that are being deleted.</summary>
internal sealed class DeletionStep(SiteDeleter deleter, ILogger<Maintenance> log) : IMaintenanceStep
{
    public Task RunAsync(MaintenanceRun run, CancellationToken cancellation) =>
        deleter.RunAsync(StepTimes.Budget, work => Report(run, work), cancellation);

    private void Report(MaintenanceRun run, DeletionWork work)
    {
        run.Add(work);
        if (work.Fault is { } fault)
        {
            log.SiteNotDeleted(work.Deletion.Site.Value, fault);
        }
        else
        {
            log.SiteDeleted(work.Deletion.Site.Value, work.Deletion.Removed, work.IsDone);
        }
    }
}
