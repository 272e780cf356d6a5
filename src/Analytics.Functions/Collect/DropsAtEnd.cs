using Analytics.Engine;

namespace Analytics.Functions.Collect;

/// <summary>Tells the table at the end what was dropped since it was told last.</summary>
internal sealed class DropsAtEnd(DropTally drops) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => drops.FlushAsync(cancellationToken);
}
