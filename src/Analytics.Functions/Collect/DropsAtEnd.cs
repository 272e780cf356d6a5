using Analytics.Engine.Recording;

namespace Analytics.Functions.Collect;

/// <summary>Tells the table at the end what was dropped since it was told last, and the metrics what came.</summary>
internal sealed class DropsAtEnd(DropTally drops, EventMeter meter) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        meter.Tell();
        return drops.FlushAsync(cancellationToken);
    }
}
