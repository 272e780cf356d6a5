using Analytics.Store.Events;
using Analytics.Store.Ingest;
using Analytics.Store.Table;
using Analytics.Testing;

namespace Analytics.Benchmarks;

/// <summary>How large raw events are, as DynamoDB counts them.</summary>
internal static class Bytes
{
    public static void Run()
    {
        int[] sizes = [.. Enumerable.Range(0, 5000)
            .Select(n => HitPipeline.Run(Traffic.Hit(n, Traffic.Payload(n), Traffic.UserAgent(n), Some.Noon)))
            .OfType<HitOutcome.Accepted>()
            .Select(a => ItemSize.Of(new RecordEvent(a.Event, 1, TimeSpan.FromDays(30)).ToItem()))
            .Order()];
        Console.WriteLine($"{sizes.Length} events: median {sizes[sizes.Length / 2]} bytes, 95th percentile {sizes[sizes.Length * 95 / 100]}, largest {sizes[^1]}; a write unit holds 1024");
    }
}
