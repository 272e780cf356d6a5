using Analytics.Functions.Http;

namespace Analytics.Functions.Maintain;

/// <summary>The work that recurs, step by step. Every run writes the metrics that alarms look at.</summary>
internal sealed class Maintenance(IEnumerable<IMaintenanceStep> steps, Metrics metrics, ILogger<Maintenance> log)
{
    /// <summary>Does what is due. A cancelled run ends within moments and reports what it did: the next one goes on from there.</summary>
    public async Task<MaintenanceRun> RunAsync(CancellationToken cancellation)
    {
        var run = new MaintenanceRun();
        try
        {
            foreach (IMaintenanceStep step in steps)
            {
                await step.RunAsync(run, cancellation);
            }

            run.IsComplete = true;
        }
        catch (Exception ended)
            when (cancellation.IsCancellationRequested && ended is OperationCanceledException or Amazon.Runtime.AmazonClientException)
        {
            log.MaintenanceCutShort();
        }

        run.WriteTo(metrics);
        return run;
    }
}
