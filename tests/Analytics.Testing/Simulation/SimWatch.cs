using Analytics.Engine.Stats;
using Analytics.Engine.Tables;
using Analytics.Functions.Http;
using Analytics.Store.Calendars;
using Amazon.Runtime;
using Analytics.Engine;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Stats;

namespace Analytics.Testing.Simulation;

/// <summary>
/// A person who looks at the dashboard all the while. The set of events that answers count only grows; no acknowledged event is
/// missing but those that came to a day after it was sealed, and of those the answer names the day; nothing is in it that was not stored.
/// </summary>
internal sealed class SimWatch(VirtualTime time, Nemesis nemesis, TableNames tables, SimLedger ledger, SimHistory history, TimeSpan skew)
{
    /// <summary>How long ago an eventually consistent read may see.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(4);

    // A person waits no longer for an answer.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Dictionary<(SiteId Site, EventId Id), (DateTimeOffset First, DateTimeOffset Asked)> _counted = [];

    private StatsReader? _reader;

    /// <summary>How many answers were looked at.</summary>
    public int Looks { get; private set; }

    // Clocks are at most a minute apart.
    private bool IsTrusted => 2 * skew <= TimeSpan.FromMinutes(1);

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
        StatsReader reader = _reader ??= Start();
        DateTimeOffset asked = time.Now;
        Event[] accepted = [.. ledger.Accepted.Where(e => e.Site == site.Id && e.Name != EventName.Engagement)];
        EventId[] before = [.. _counted.Where(c => c.Key.Site == site.Id && c.Value.First < asked - Stale).Select(c => c.Key.Id)];
        IReadOnlyList<StatsResult> results = await reader.ReadAsync(site, SimQuestions.Events(site, days.First, days.Last, asked), CancellationToken.None);
        if (time.Now > asked + Patience)
        {
            return; // the person has gone
        }

        Looks++;
        long counted = (long)results[0].Rows[0].Metrics[0].Numerator;
        int stored = history.Raw.Where(r => r.Event.Site == site.Id && r.Event.Name != EventName.Engagement).DistinctBy(r => (r.Event.Id, r.Event.Day)).Count();
        Require(counted <= stored, $"{asked:u} {site.Id}: {counted} events were counted; {stored} were stored");
        HashSet<EventId> ids = [.. results[1].Rows.Select(row => EventId.Parse(row.Dimensions[0]))];
        if (!IsTrusted)
        {
            return; // by clocks further apart an event may wait for the seal of its day
        }

        string[] vanished = [.. before.Where(id => !ids.Contains(id)).Select(id => Describe(site.Id, id))];
        Require(vanished.Length == 0, $"{asked:u} {site.Id}: counted before and not now: {string.Join("; ", vanished)}");
        Event[] missing = [.. accepted.Where(e => !ids.Contains(e.Id))];
        string[] late = [.. missing.Where(e => MustCount(e, asked)).Select(e => Describe(site.Id, e.Id))];
        Require(late.Length == 0, $"{asked:u} {site.Id}: acknowledged and not counted: {string.Join("; ", late)}");
        string[] untold = [.. missing.Where(e => !results[0].LateDays.Contains(e.Day)).Select(e => Describe(site.Id, e.Id))];
        Require(untold.Length == 0, $"{asked:u} {site.Id}: neither counted nor announced: {string.Join("; ", untold)}");
        foreach (EventId id in ids)
        {
            _ = _counted.TryAdd((site.Id, id), (time.Now, asked));
        }
    }

    // An instance that answers, until it dies.
    private StatsReader Start()
    {
        var process = new SimProcess("query", time, TimeSpan.Zero) { Died = () => _reader = null };
        return new AnalyticsEngine(nemesis.ClientOf(process), tables, process.Clock).Stats;
    }

    // Of a day that is not sealed at once; of a sealed one what was received before its seal says.
    private bool MustCount(Event e, DateTimeOffset asked)
    {
        IReadOnlyList<SimHistory.DayChange> changes = history.Of(e.Site, e.Day);
        return changes.LastOrDefault(c => c.At <= asked - Stale)?.Day is not { State: not DayState.Open } seen
            || e.ReceivedAt < (seen.Settling?.Before ?? seen.WatermarkOf(0));
    }

    private string Describe(SiteId site, EventId id)
    {
        string copies = string.Join(", ", history.Raw.Where(r => r.Event.Site == site && r.Event.Id == id).Select(r => $"{r.Event.Day} received {r.Event.ReceivedAt:HH:mm:ss.fff} stored {r.At:dd HH:mm:ss.fff}"));
        return _counted.TryGetValue((site, id), out var counted) ? $"{id} ({copies}; counted by who asked at {counted.Asked:dd HH:mm:ss.fff})" : $"{id} ({copies})";
    }

    private void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            Faults.Add(otherwise);
        }
    }
}
