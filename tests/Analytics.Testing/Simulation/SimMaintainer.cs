using Analytics.Engine.Compaction;
using Analytics.Engine.Days;
using Analytics.Engine.Sites;
using Analytics.Engine.Tables;
using Analytics.Engine.Visitors;
using Analytics.Engine;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Sites;

namespace Analytics.Testing.Simulation;

/// <summary>An instance that does what must be done over and over, as the Maintain function does; its runs may overlap.</summary>
internal sealed class SimMaintainer
{
    private readonly SaltStore _salts;
    private readonly Compactor _compactor;
    private readonly Action<DayWork> _tell;

    public SimMaintainer(SimProcess process, Nemesis nemesis, TableNames tables, SimSizes sizes, Action<DayWork> tell)
    {
        (Process, _tell) = (process, tell);
        FakeDynamoDb client = nemesis.ClientOf(process);
        var limits = new CompactionLimits { TailThreshold = sizes.Tail, LogBlocks = NextStep.TierWidth, RowsPerBlock = sizes.Range, RowsInMemory = sizes.InMemory };
        var engine = new AnalyticsEngine(client, tables, process.Clock, new AnalyticsEngineOptions { Compaction = limits });
        (_salts, _compactor) = (engine.Salts, engine.Compactor);
    }

    public SimProcess Process { get; }

    /// <summary>A request asks for a day to be sealed now.</summary>
    public Task SealAsync(Site site, LocalDay day) => _compactor.SealAsync(site, day, TimeSpan.FromSeconds(50), CancellationToken.None);

    /// <summary>One run of the schedule.</summary>
    /// <param name="budget">How long it takes up new work.</param>
    /// <param name="life">After how long it is told to stop at once.</param>
    public async Task RunAsync(TimeSpan budget, TimeSpan life)
    {
        using var stop = new CancellationTokenSource(life, Process.Clock);
        _ = await _salts.DestroyExpiredAsync(stop.Token);
        _ = await _compactor.RunAsync(budget, _tell, stop.Token);
    }
}
