using Analytics.Store.Calendars;
using System.Collections.Concurrent;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Testing.Simulation;

namespace Analytics.Engine.Tests.Compaction;

/// <summary>
/// A day's whole life (open and compacted until blocks are merged, sealed in ranges, late events, audit), with a compactor that dies at
/// some call or is interrupted there by another: answers are right at every moment, and in the end nothing tells what happened.
/// </summary>
public sealed class CompactorKilledTests
{
    private const int Packs = 9; // eight logs become one
    private static readonly DateTimeOffset End = Some.Site().Calendar.EndOf(Some.Day);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Killed_at_any_call_it_is_as_if_nothing_had_happened(bool isDone)
    {
        (string built, int calls) = await LiveAsync((table, call, death) => Dying(table, call, death, isDone), death: 0);
        Assert.InRange(calls, 80, 1_000);

        await Parallel.ForAsync(1, calls + 1, async (death, _) =>
        {
            string again = (await LiveAsync((table, call, at) => Dying(table, call, at, isDone), death)).Built;
            Assert.True(built == again, $"killed at call {death}\n{again}\ninstead of\n{built}");
        });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(180)]
    public async Task Overtaken_between_any_two_calls_it_is_as_if_nothing_had_happened(int secondsLater)
    {
        (string built, int calls) = await LiveAsync((table, call, at) => Interrupted(table, call, at, secondsLater), death: 0);
        await Parallel.ForAsync(1, calls + 1, async (at, _) =>
        {
            string again = (await LiveAsync((table, call, when) => Interrupted(table, call, when, secondsLater), at)).Built;
            Assert.True(built == again, $"overtaken at call {at}\n{again}\ninstead of\n{built}");
        });
    }

    // What is answered depends on nothing but what is stored: worked out once.
    private static readonly ConcurrentDictionary<int, string> Expected = new();

    private sealed class Counter
    {
        public int Calls { get; set; }
    }

    private sealed class KilledException : Exception;

    // From that call on nothing arrives any more.
    private static FakeDynamoDb Dying(CompactedTable table, Counter counter, int death, bool isDone) => table.Through(
        () => ++counter.Calls == death ? isDone ? Task.CompletedTask : throw new KilledException() : death > 0 && counter.Calls > death ? throw new KilledException() : Task.CompletedTask,
        () =>
        {
            if (counter.Calls == death)
            {
                throw new KilledException();
            }
        });

    // Before that call another instance does all that it finds to do, at once or when the first should long have been done.
    private static FakeDynamoDb Interrupted(CompactedTable table, Counter counter, int at, int secondsLater) => table.Through(
        async () =>
        {
            if (++counter.Calls == at)
            {
                table.Clock.Advance(TimeSpan.FromSeconds(secondsLater));
                _ = await table.RunAsync();
            }
        },
        () => { });

    private static async Task<(string Built, int Calls)> LiveAsync(Func<CompactedTable, Counter, int, FakeDynamoDb> disturb, int death)
    {
        CompactedTable table = await CompactedTable.CreateAsync(Some.Site() with { WriteShards = 2 }, rowsPerRange: 10, tailThreshold: 2);
        var counter = new Counter();
        List<Event> stored = [];
        string answered = "";
        async Task Step(IEnumerable<Event> events, DateTimeOffset now, LocalDay? asked = null, bool isLate = false, bool isCalm = false)
        {
            table.Clock.Set(now > table.Clock.GetUtcNow() ? now : table.Clock.GetUtcNow());
            string before = answered;
            List<Event> fresh = [.. events];
            await table.StoreAsync(fresh);
            stored.AddRange(fresh);
            if (asked is { } day)
            {
                await table.MarkAsync(day, table.Clock.GetUtcNow().AddMinutes(-2));
            }

            string after = Expected.TryGetValue(stored.Count, out string? known) ? known : Expected[stored.Count] = await table.AnswerAsync(stored);
            async Task Check(bool isSettled)
            {
                if (death > 0 && counter.Calls < death)
                {
                    answered = isLate ? before : after; // nothing has happened yet: that is looked at where nothing ever does
                    return;
                }

                answered = await table.AnswerAsync();
                Assert.True(answered == after || (!isSettled && answered == before), $"call {death}\n{answered}\ninstead of\n{after}");
                Assert.Empty(await table.UnlistedAsync());
            }

            bool wasDead = death > 0 && counter.Calls >= death;
            await RunAsync(table, wasDead || isCalm ? table.Client : disturb(table, counter, death));
            await Check(isSettled: table.Clock.GetUtcNow() < End);

            // Another instance, once the claim of a dead one is over.
            table.Clock.Advance(TimeSpan.FromMinutes(3));
            _ = await table.RunAsync();
            await Check(isSettled: !isLate);
        }

        for (int pack = 0; pack < Packs; pack++)
        {
            DateTimeOffset at = Some.Noon.AddMinutes(10 * pack);
            List<Event> events = SomeEvents.Of(6, at, first: pack * 6);
            await Step([.. events, .. SomeEvents.CopiesOf(events.Take(1))], at.AddMinutes(5), Some.Day, isCalm: pack < Packs - 2);
        }

        await Step([], End.AddHours(2).AddMinutes(1));
        await Step(SomeEvents.Of(5, Some.Noon.AddHours(-2), first: 900).Select(e => e with { ReceivedAt = End.AddHours(3) }), End.AddHours(3).AddSeconds(1), isLate: true);
        await Step([], End.AddHours(4).AddMinutes(1));
        await Step([], End.AddHours(30));
        await Step([], End.AddHours(32));
        Day day = (await table.DayAsync())!;
        Assert.True(day.Blocks.Count > 2);
        Assert.Empty(await table.UnlistedAsync());
        Assert.Empty(day.Garbage);
        Assert.All(table.Markers(), m => Assert.True(m.Upkeep));
        return (await table.BuiltAsync(), counter.Calls);
    }

    private static async Task RunAsync(CompactedTable table, FakeDynamoDb client)
    {
        try
        {
            _ = await table.RunAsync(client);
        }
        catch (KilledException)
        {
        }
    }
}
