using Amazon.DynamoDBv2.Model;
using Analytics.Store.Events;
using Analytics.Store.Ingest;
using Analytics.Testing;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

namespace Analytics.Benchmarks;

/// <summary>The work of one collected event from its bytes to the request for DynamoDB, without sending it.</summary>
[Config(typeof(InProcess)), MemoryDiagnoser]
public class CollectBenchmark
{
    private const int Many = 1000;
    private readonly byte[][] _payloads = [.. Enumerable.Range(0, Many).Select(Traffic.Payload)];
    private int _next;

    private sealed class InProcess : ManualConfig
    {
        public InProcess() => AddJob(Job.ShortRun.WithToolchain(InProcessNoEmitToolchain.Instance));
    }

    /// <summary>As most events are: the user agent was seen before.</summary>
    [Benchmark(Baseline = true)]
    public PutItemRequest Known()
    {
        int n = _next++ % Many;
        return Collect(n, Traffic.UserAgent(n % 200));
    }

    /// <summary>A user agent that no event had before: its rules are tried.</summary>
    [Benchmark]
    public PutItemRequest New()
    {
        int n = _next++;
        return Collect(n % Many, Traffic.UserAgent(n) + " " + n.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private PutItemRequest Collect(int n, string userAgent)
    {
        HitOutcome outcome = HitPipeline.Run(Traffic.Hit(n, _payloads[n], userAgent, Some.Noon));
        return outcome is HitOutcome.Accepted accepted
            ? new RecordEvent(accepted.Event, 1, TimeSpan.FromDays(30)).ToRequest("Analytics")
            : throw new InvalidOperationException("A person was dropped.");
    }
}
