using Analytics.Engine.Days;
using Analytics.Engine.Erasing;
using Analytics.Functions.Http;

namespace Analytics.Functions.Maintain;

/// <summary>Goes on with the erasures that were asked for.</summary>
internal sealed class ErasureStep(Eraser eraser, ILogger<Maintenance> log) : IMaintenanceStep
{
    public Task RunAsync(MaintenanceRun run, CancellationToken cancellation) =>
        eraser.RunAsync(StepTimes.Budget, work => Report(run, work), cancellation, StepTimes.Longest);

    private void Report(MaintenanceRun run, ErasureWork work)
    {
        run.Add(work);
        string day = work.Day?.ToString() ?? "all days";
        if (work.Outcome is DayOutcome.Failed or DayOutcome.Refused)
        {
            log.NotErased(work.Erasure.Site.Value, work.Erasure.Id.Value, day, work.Outcome, work.Fault ?? "");
        }
        else
        {
            log.Erased(work.Erasure.Site.Value, work.Erasure.Id.Value, day, work.Outcome, work.Erasure.DaysLeft);
        }
    }
}
