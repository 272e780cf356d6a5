using Analytics.Store.Calendars;

namespace Analytics.Store.Tests.Stats.Insights;

/// <summary>
/// A year of a site's days from a seed: a level, a week, a trend, chance of visitors and of days, holidays, and planted days of half and of
/// twice as much.
/// </summary>
internal sealed class PlantedSeries
{
    public const int Days = 365;

    public PlantedSeries(int seed, double level, double restlessness)
    {
        var random = new Random(seed);
        double weekend = 0.3 + random.NextDouble(), growth = Math.Pow(2, (random.NextDouble() * 2) - 1); // from half to twice as much in a year
        double[] week = [.. Enumerable.Range(0, 7).Select(day => (day >= 5 ? weekend : 1) * (0.9 + (0.2 * random.NextDouble())))];
        for (int i = 0; i < Days; i++)
        {
            LocalDay day = First.Plus(i);
            double mean = level * week[((int)day.Date.DayOfWeek + 6) % 7] * Math.Pow(growth, (double)i / Days) * Math.Exp(restlessness * Normal(random));
            if (random.Next(40) == 0)
            {
                mean *= 0.4;
                _ = Holidays.Add(day);
            }
            else if (random.Next(30) == 0)
            {
                bool twice = random.Next(2) == 0;
                mean *= twice ? 2 : 0.5;
                Planted[day] = twice;
            }

            Counts[day] = Poisson(random, mean);
        }
    }

    public static LocalDay First { get; } = new(2025, 1, 1);

    public static LocalDay Last => First.Plus(Days - 1);

    public Dictionary<LocalDay, long> Counts { get; } = [];

    /// <summary>Days of less, which nobody planted.</summary>
    public HashSet<LocalDay> Holidays { get; } = [];

    /// <summary>Whether it is twice as much; else it is half.</summary>
    public Dictionary<LocalDay, bool> Planted { get; } = [];

    private static long Poisson(Random random, double mean)
    {
        if (mean > 200)
        {
            return (long)Math.Max(0, Math.Round(mean + (Math.Sqrt(mean) * Normal(random))));
        }

        long count = -1;
        for (double left = 0; left < mean; count++)
        {
            left -= Math.Log(1 - random.NextDouble());
        }

        return Math.Max(0, count);
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
