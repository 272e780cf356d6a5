using Amazon.DynamoDBv2;
using Analytics.Store;

namespace Analytics.Rules.Tests;

public sealed class PurityTests
{
    [Fact]
    public void The_store_sends_nothing_waits_for_nothing_and_asks_no_clock() =>
        Assert.Empty(typeof(AnalyticsStore).Assembly.GetExportedTypes().SelectMany(Purity.Breaches));

    [Theory]
    [InlineData(typeof(Waits), "Task`1")]
    [InlineData(typeof(WaitsInside), "ValueTask`1")]
    [InlineData(typeof(Sends), "AmazonDynamoDBClient")]
    [InlineData(typeof(Reads), "MemoryStream")]
    [InlineData(typeof(TellsTheTime), "TimeProvider")]
    [InlineData(typeof(Calls), "HttpClient")]
    public void An_effect_is_found_wherever_it_is_spoken_of(Type planted, string effect) =>
        Assert.Contains(Purity.Breaches(planted), breach => breach.EndsWith(": " + effect, StringComparison.Ordinal));

    [Fact]
    public void What_nobody_else_can_see_is_not_at_issue() => Assert.Empty(Purity.Breaches(typeof(Discreet)));

    private sealed class Waits
    {
        public static Task<int> Count() => Task.FromResult(1);
    }

    private sealed class WaitsInside
    {
        public static IReadOnlyList<Func<ValueTask<int>>[]> Counts() => [];
    }

    private sealed class Sends
    {
        public required AmazonDynamoDBClient Client { get; init; }
    }

    private sealed class Reads
    {
        public static void From(ref MemoryStream stream) => stream = new MemoryStream();
    }

    private sealed class TellsTheTime(TimeProvider clock)
    {
        public long Hour => clock.GetUtcNow().Hour;
    }

    private abstract class Calls
    {
        protected abstract void Over(IReadOnlyDictionary<string, HttpClient> clients);
    }

    private sealed class Discreet
    {
        private readonly TimeProvider _clock = TimeProvider.System;

        internal TimeProvider Clock => _clock;
    }
}
