using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Erasures;
using Analytics.Store.Events;
using Analytics.Testing.Oracle;
using Analytics.Testing.Simulation;

namespace Analytics.Engine.Tests.Erasing;

/// <summary>An erasure that dies at some call, or has a compactor or another eraser come between any two: in the end nothing tells.</summary>
public sealed class EraserKilledTests
{
    private sealed class KilledException : Exception;

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public Task Killed_at_any_call_it_is_taken_up_again(bool isDone, bool isFilter) => EachAsync(isFilter, (table, calls, death) => table.Table.Through(
        () => ++calls.Count == death && isDone ? Task.CompletedTask : death > 0 && calls.Count >= death ? throw new KilledException() : Task.CompletedTask,
        () => _ = calls.Count == death ? throw new KilledException() : 0));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Overtaken_by_a_compactor_between_any_two_calls_nobody_comes_back(bool isFilter) => EachAsync(isFilter, (table, calls, at) => table.Table.Through(
        async () =>
        {
            if (++calls.Count == at)
            {
                foreach (LocalDay day in new[] { ErasedTable.Sealed, ErasedTable.Over, ErasedTable.Open })
                {
                    await table.Table.MarkAsync(day, table.Table.Clock.GetUtcNow().AddMinutes(-2));
                }

                _ = await table.Table.RunAsync();
            }
        },
        () => { }));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Two_erasers_at_once_do_no_harm(bool isFilter) => EachAsync(isFilter, (table, calls, at) => table.Table.Through(
        async () => _ = ++calls.Count == at ? await table.EraseAsync() : null,
        () => { }));

    private sealed class Calls
    {
        public int Count { get; set; }
    }

    private static async Task EachAsync(bool isFilter, Func<ErasedTable, Calls, int, FakeDynamoDb> disturb)
    {
        int calls = await LiveAsync(isFilter, disturb, 0);
        Assert.InRange(calls, 100, 2_000);

        // The days of which nothing is stored come first and are all alike: a few of those calls will do.
        await Parallel.ForEachAsync(Enumerable.Range(1, calls).Where(at => at > calls - 110 || at % 40 == 0), async (at, _) => await LiveAsync(isFilter, disturb, at));
    }

    private static async Task<int> LiveAsync(bool isFilter, Func<ErasedTable, Calls, int, FakeDynamoDb> disturb, int at)
    {
        ErasedTable table = await ErasedTable.CreateAsync(rowsPerRange: 10);
        // A filter that meets other visits as soon as some of its events are gone: it must be asked once.
        (string json, OracleFilter[] oracle) = FilterErasureTests.All["entry or page"];
        List<Event> met = isFilter ? table.Met(oracle) : [];
        table.Subject = isFilter ? new ErasureSubject.Matching(json) : table.Subject;
        List<Event> rest = isFilter ? [.. table.Events.Except(met)] : table.Rest();
        IReadOnlyList<string> Traces() => isFilter ? table.Named(met) : table.Traces();
        _ = await table.AskAsync();
        table.Table.Clock.Advance(TimeSpan.FromMinutes(3));
        var calls = new Calls();
        try
        {
            _ = await table.EraseAsync(disturb(table, calls, at));
        }
        catch (KilledException)
        {
        }

        for (int again = 0; again < 3; again++)
        {
            table.Table.Clock.Advance(TimeSpan.FromMinutes(3));
            _ = await table.EraseAsync();
        }

        Assert.True(Traces() is [], $"call {at}: {string.Join('\n', Traces())}");
        Assert.True((await table.ErasureAsync()).State == ErasureState.Finished, $"call {at}: not finished");
        Assert.Empty(table.Table.Items("JOBS"));
        string expected = await table.Table.AnswerAsync(rest), answer = await table.Table.AnswerAsync();
        Assert.True(expected == answer, $"call {at}\n{answer}\ninstead of\n{expected}");

        // Sealed and audited afterwards, it holds.
        foreach (double hours in new[] { 3, 15, 45, 47 })
        {
            table.Table.Clock.Set(Some.Noon.AddHours(hours));
            Assert.All(await table.Table.RunAsync(), work => Assert.False(work.IsAlarm, $"call {at}: {work}"));
        }

        answer = await table.Table.AnswerAsync();
        Assert.True(expected == answer, $"call {at}, in the end\n{answer}\ninstead of\n{expected}");
        return calls.Count;
    }
}
