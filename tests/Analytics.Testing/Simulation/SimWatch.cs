using Analytics.Engine.Days;
using Analytics.Engine.Reading;
using Analytics.Engine.Stats;
using Analytics.Engine.Tables;
using Analytics.Functions.Http;
using Analytics.Store.Calendars;
using Amazon.Runtime;
using Analytics.Engine;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;

namespace Analytics.Testing.Simulation;

/// <summary>
/// Somebody who looks at the dashboard while all is going on: no acknowledged event is missing from an answer but those that came to a
/// day after it was sealed and wait for its next seal, and nothing is in it that was not stored.
/// </summary>
internal sealed class SimWatch(VirtualTime time, Nemesis nemesis, TableNames tables, SimLedger ledger, SimHistory history, TimeSpan skew)
{
    /// <summary>How long ago an eventually consistent read may see.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(4);

    public List<string> Faults { get; } = [];

    /// <summary>Asks how many events there are.</summary>
    public void Look(SimSite site, (LocalDay First, LocalDay Last) days) => LookAsync(site.Now, days).ContinueWith(
        task =>
        {
            if (task.Exception!.GetBaseException() is var error and not (AmazonServiceException or OperationCanceledException or TimeoutException))
            {
                Faults.Add($"{time.Now:u} the product threw {error}");
            }
        },
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    private async Task LookAsync(Site site, (LocalDay First, LocalDay Last) days)
    {
        var process = new SimProcess("query", time, TimeSpan.Zero);
        FakeDynamoDb client = nemesis.ClientOf(process);
        StatsReader reader = new AnalyticsEngine(client, tables, process.Clock).Stats;
        DateTimeOffset asked = time.Now;
        Event[] accepted = [.. ledger.Accepted.Where(e => e.Site == site.Id && e.Name != EventName.Engagement)];
        var results = await reader.ReadAsync(site, [SimQuestions.Events(site, days.First, days.Last, asked)], CancellationToken.None);
        long counted = (long)results[0].Rows[0].Metrics[0].Numerator;
        int stored = history.Raw.Where(r => r.Event.Site == site.Id && r.Event.Name != EventName.Engagement).DistinctBy(r => (r.Event.Id, r.Event.Day)).Count();
        int required = skew > TimeSpan.Zero ? 0 : accepted.Where(e => MustCount(e, asked)).DistinctBy(e => e.Id).Count();
        if (counted > stored || counted < required)
        {
            Faults.Add($"{asked:u} {site.Id}: {counted} events were counted; {required} had been acknowledged, {stored} were stored");
        }
    }

    private bool MustCount(Event e, DateTimeOffset asked)
    {
        IReadOnlyList<SimHistory.DayChange> changes = history.Of(e.Site, e.Day);
        if (changes.Count == 0 || changes[^1].Day.State == DayState.Open)
        {
            return true;
        }

        Day seen = changes.LastOrDefault(c => c.At <= asked - Stale && c.Day.State != DayState.Open)?.Day ?? changes.First(c => c.Day.State != DayState.Open).Day;
        return e.ReceivedAt < seen.WatermarkOf(0);
    }
}
