using System.Collections.Concurrent;
using System.Globalization;
using Analytics.Store.Blocks;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Stats.Ranges;
using Analytics.Testing.Oracle;

namespace Analytics.Store.Tests.Stats;

/// <summary>The plain words of the oracle in the product's own types, and its events in blocks of every make.</summary>
internal static class OracleWords
{
    public const int SeedsABatch = 50;

    /// <summary>600 seeds; more with <c>ANALYTICS_SEEDS=n</c>, one alone with <c>ANALYTICS_SEED=n</c>.</summary>
    public static TheoryData<int> Batches => [.. Enumerable.Range(0, Number("ANALYTICS_SEED") >= 0 ? 1 : Math.Max(1, (Number("ANALYTICS_SEEDS") is > 0 and var n ? n : 600) / SeedsABatch))];

    public static IEnumerable<int> Seeds(int batch) => Number("ANALYTICS_SEED") is >= 0 and var only ? [only] : Enumerable.Range(batch * SeedsABatch, SeedsABatch);

    public static StatsRange Range(OracleRange range, SiteCalendar calendar) => range.From is { } from
        ? StatsRange.OfInstants(calendar, from, range.Before!.Value)!
        : StatsRange.OfDays(calendar, range.First, range.Last)!;

    /// <summary>A world's events in blocks, whole days in memory and as they are sealed: whole days or parts of them, in any order.</summary>
    public static IEnumerable<(string Make, IEnumerable<Block> Blocks)> Blocks(RandomWorld world, IReadOnlyList<Event> raw, int seed)
    {
        yield return ("in memory", Days(world.Calendar, raw).Select(day => Block.Of(DayVisits.Gather(day.Day, day.Events))));
        yield return ("sealed", Sealed.GetOrAdd(seed, _ => [.. Seal(world.Calendar, raw, new Random(seed))]).Select(bytes => Block.Open(bytes, "test")));
    }

    // Most of a test's time goes by with sealing, and several ask the same worlds.
    private static readonly ConcurrentDictionary<int, byte[][]> Sealed = [];

    private static IEnumerable<byte[]> Seal(SiteCalendar calendar, IReadOnlyList<Event> raw, Random random) =>
        Days(calendar, raw).SelectMany(day =>
        {
            ulong parts = (ulong)random.Next(1, 3);
            return day.Events.GroupBy(e => e.Visitor is { } visitor ? visitor.Bits % parts : 0).Select(part => BlockWriter.Seal(DayVisits.Gather(day.Day, part)));
        }).ToList().OrderBy(_ => random.Next());

    private static IEnumerable<(LocalDay Day, IReadOnlyList<Event> Events)> Days(SiteCalendar calendar, IReadOnlyList<Event> raw) =>
        raw.Select(e => e.Day).Distinct().Select(day => (day, DayEvents.Deduplicate(
            raw.Where(e => e.Day == day),
            raw.Where(e => (e.Day == day.Plus(-1) && DayEvents.IsNear(e, calendar.StartOf(day))) || (e.Day == day.Plus(1) && DayEvents.IsNear(e, calendar.EndOf(day)))))));

    private static int Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int n) ? n : -1;
}
