using Analytics.Store.Stats;
using Analytics.Store.Stats.Insights;
using Analytics.Store.Stats.Metrics;

namespace Analytics.Store.Tests.Stats.Insights;

/// <summary>Counts of pages, sources and countries in two ranges, and the answers about them that a question would get.</summary>
internal sealed class Cells
{
    private static readonly string[] Dimensions = ["event:page", "visit:source", "visit:country_name"];
    private static readonly int[][] Groupings = [[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]];

    public Dictionary<(string Page, string Source, string Country), (long Before, long After)> Counts { get; } = [];

    /// <summary>A site without any cause of a change: many combinations, few of them busy, and chance.</summary>
    public static Cells Random(Random random, double factor)
    {
        var cells = new Cells();
        foreach ((int page, int source, int country) in Enumerable.Range(0, 20 * 8 * 10).Select(i => (i / 80, i / 10 % 8, i % 10)))
        {
            double mean = 4_000d / ((page + 1) * (source + 1) * (country + 1));
            cells.Counts[($"/{page}", $"s{source}", $"c{country}")] = (Chance(random, mean), Chance(random, mean * factor));
        }

        return cells;
    }

    public long Before => Counts.Values.Sum(count => count.Before);

    public long After => Counts.Values.Sum(count => count.After);

    /// <summary>What is read from the answers, of which none has more rows than <paramref name="most"/>.</summary>
    public ChangeReading Read(int limit, int most = int.MaxValue) =>
        ChangeReading.Of(Before, After, Dimensions, [.. Groupings.Select(places => (Answer(places, count => count.Before, most), Answer(places, count => count.After, most)))], limit);

    /// <summary>The change of all cells that lie in one of the segments, each once.</summary>
    public long ChangeWithin(IReadOnlyList<ChangedSegment> segments) => Counts
        .Where(cell => segments.Any(segment => segment.Values.All(value => value.Value == Value(cell.Key, Array.IndexOf(Dimensions, value.Dimension)))))
        .Sum(cell => cell.Value.After - cell.Value.Before);

    public static long Chance(Random random, double mean) =>
        (long)Math.Max(0, Math.Round(mean + (Math.Sqrt(mean) * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))));

    private StatsResult Answer(int[] places, Func<(long Before, long After), long> count, int most)
    {
        StatsQuery query = Assert.IsType<StatsQueryOutcome.Accepted>(Asked.Query("pageviews", string.Join(' ', places.Select(place => Dimensions[place])))).Query;
        StatsRow[] rows =
        [
            .. Counts.GroupBy(cell => string.Join('\n', places.Select(place => Value(cell.Key, place))))
                .Select(group => new StatsRow(group.Key.Split('\n'), [new MetricValue(group.Sum(cell => count(cell.Value)), 1, MetricUnit.Count)]))
                .Where(row => row.Metrics[0].Numerator > 0)
                .OrderByDescending(row => row.Metrics[0]),
        ];
        return new StatsResult(query, [.. rows.Take(most)], rows.Length, TimeLabels: null);
    }

    private static string Value((string Page, string Source, string Country) cell, int place) => place switch { 0 => cell.Page, 1 => cell.Source, _ => cell.Country };
}
