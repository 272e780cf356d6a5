using Analytics.Engine.Recording;
using Analytics.Engine.Tables;
using Analytics.Engine.Visitors;
using Analytics.Engine;
using Analytics.Store.Events;
using Analytics.Store.Ingest;

namespace Analytics.Testing.Simulation;

/// <summary>An instance that accepts events, as the Collect function runs it: it remembers sites for a while.</summary>
public sealed class SimCollector
{
    private readonly Recorder _recorder;
    private readonly VirtualTime _time;
    private readonly TimeSpan _lag;

    internal SimCollector(SimProcess process, VirtualTime time, Nemesis nemesis, TableNames tables, Random random, SimSizes sizes)
    {
        ArgumentNullException.ThrowIfNull(nemesis);
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(random);
        (Process, _time, _lag) = (process, time, TimeSpan.FromSeconds(random.Next(30)));
        FakeDynamoDb client = nemesis.ClientOf(process);
        _recorder = new AnalyticsEngine(client, tables, process.Clock, new AnalyticsEngineOptions
        {
            Recording = new RecordingLimits { EventsPerCompaction = sizes.Crowd },
            RandomBytes = count => Bytes(random, count),
        }).Recorder;
    }

    public SimProcess Process { get; }

    /// <summary>Receives a hit that happened a while ago, by the sender's account.</summary>
    public async Task<HitOutcome> ReceiveAsync(SimSite site, Hit hit, TimeSpan age)
    {
        return await _recorder.RecordAsync(Dated(site, hit, age), CancellationToken.None);
    }

    /// <summary>Receives what a sender with a key sends together.</summary>
    public async Task<IReadOnlyList<HitOutcome>> ReceiveAsync(SimSite site, IReadOnlyList<Hit> hits, TimeSpan age)
    {
        return await _recorder.RecordManyAsync(Known(site), [.. hits.Select(hit => Dated(site, hit, age))], CancellationToken.None);
    }

    private Store.Sites.Site Known(SimSite site) => site.At(_time.Now - _lag);

    private Hit Dated(SimSite site, Hit hit, TimeSpan age)
    {
        DateTimeOffset now = Process.Clock.GetUtcNow();
        return hit with { Site = Known(site), ReceivedAt = now, Time = now - age, Salt = null };
    }

    private static byte[] Bytes(Random random, int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
