namespace Analytics.Functions.Tests.Upgrade.November2026;

/// <summary>What happens when: steps in the order of their time, with maintenance every three hours between them, as if days went by.</summary>
internal sealed class Timeline(RunningProduct product, ManualClock clock)
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(3);
    private readonly List<(DateTimeOffset At, Func<Task> Step)> _steps = [];

    public void At(DateTimeOffset at, Func<Task> step) => _steps.Add((at, step));

    public async Task RunAsync(DateTimeOffset until)
    {
        DateTimeOffset maintained = clock.GetUtcNow();
        foreach ((DateTimeOffset at, Func<Task> step) in _steps.OrderBy(s => s.At).Append((until, () => Task.CompletedTask)))
        {
            for (; maintained + Every <= at; maintained += Every)
            {
                clock.Set(maintained + Every);
                await product.MaintainAsync();
            }

            clock.Set(at);
            await step();
        }
    }
}
