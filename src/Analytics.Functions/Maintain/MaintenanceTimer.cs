using Analytics.Functions.Http;

namespace Analytics.Functions.Maintain;

/// <summary>
/// Runs maintenance every minute where no scheduler does: on a developer's machine and in a container. A run that fails is logged and
/// the next one does its work too.
/// </summary>
internal sealed class MaintenanceTimer(Maintenance maintenance, TimeProvider clock, ILogger<MaintenanceTimer> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                await maintenance.RunAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.MaintenanceFailed(failure.GetType().Name, failure.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
