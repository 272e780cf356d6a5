using Analytics.Store.Calendars;
using Analytics.Store.Visits;
using Analytics.Store.Blocks.Format;
using System.Collections.Concurrent;
using Analytics.Store.Blocks;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Testing.Oracle;
using Analytics.Testing.Simulation;

namespace Analytics.Store.Tests.Stats;

/// <summary>Random worlds, and their events in blocks of every make.</summary>
internal static class OracleBlocks
{
    private static readonly List<int[]> Worlds = [.. Seeds.Some(600).Chunk(50)];

    // Most of a test's time goes by with sealing, and several ask the same worlds.
    private static readonly ConcurrentDictionary<int, byte[][]> Sealed = [];

    public static TheoryData<int> Batches => [.. Enumerable.Range(0, Worlds.Count)];

    /// <summary>Holds a scan to its oracle, over every world of a batch and every make of blocks.</summary>
    /// <param name="batch">One of <see cref="Batches"/>.</param>
    /// <param name="questions">Questions about a world.</param>
    /// <param name="oracle">What answers them by its events.</param>
    /// <param name="scan">What answers them by blocks.</param>
    public static void Agree<T>(
        int batch,
        Func<RandomWorld, Random, T[]> questions,
        Func<RandomWorld, IReadOnlyList<Event>, Func<T, IReadOnlyList<string>>> oracle,
        Func<RandomWorld, T, IEnumerable<Block>, IReadOnlyList<string>> scan)
    {
        foreach (int seed in Worlds[batch])
        {
            var world = new RandomWorld(seed);
            IReadOnlyList<Event> raw = IdentifiedEvents.Of(world, seed);
            T[] asked = questions(world, new Random(seed ^ 0xF0));
            IReadOnlyList<string>[] expected = Array.ConvertAll(asked, new Converter<T, IReadOnlyList<string>>(oracle(world, raw)));
            foreach ((string make, Func<IEnumerable<Block>> blocks) in Makes(world, raw, seed))
            {
                for (int i = 0; i < asked.Length; i++)
                {
                    IReadOnlyList<string> answer = scan(world, asked[i], blocks());
                    Assert.True(
                        answer.SequenceEqual(expected[i]),
                        $"seed {seed}, question {i}, {make}: {asked[i]}\nanswer:\n{string.Join('\n', answer)}\noracle:\n{string.Join('\n', expected[i])}");
                }
            }
        }
    }

    // Whole days in memory; and as they are sealed, whole days or parts of them, in any order.
    private static IEnumerable<(string Make, Func<IEnumerable<Block>> Blocks)> Makes(RandomWorld world, IReadOnlyList<Event> raw, int seed)
    {
        Block[] inMemory = [.. Days(world.Calendar, raw).Select(day => Block.Of(DayVisits.Gather(day.Day, day.Events)))];
        yield return ("in memory", () => inMemory);
        byte[][] bytes = Sealed.GetOrAdd(seed, _ => [.. Seal(world.Calendar, raw, new Random(seed))]);
        yield return ("sealed", () => bytes.Select(block => BlockReader.Open(block, "test")));
    }

    private static IEnumerable<byte[]> Seal(SiteCalendar calendar, IReadOnlyList<Event> raw, Random random) =>
        Days(calendar, raw).SelectMany(day =>
        {
            ulong parts = (ulong)random.Next(1, 3);
            return day.Events.GroupBy(e => e.Visitor is { } visitor ? visitor.Bits % parts : 0).Select(part => BlockWriter.Seal(DayVisits.Gather(day.Day, part)));
        }).ToList().OrderBy(_ => random.Next());

    /// <summary>The events of each day, copies left out.</summary>
    public static IEnumerable<(LocalDay Day, IReadOnlyList<Event> Events)> Days(SiteCalendar calendar, IReadOnlyList<Event> raw) =>
        raw.Select(e => e.Day).Distinct().Select(day => (day, DayEvents.Deduplicate(
            raw.Where(e => e.Day == day),
            raw.Where(e => (e.Day == day.Plus(-1) && DayEvents.IsNear(e, calendar.StartOf(day))) || (e.Day == day.Plus(1) && DayEvents.IsNear(e, calendar.EndOf(day)))))));
}
