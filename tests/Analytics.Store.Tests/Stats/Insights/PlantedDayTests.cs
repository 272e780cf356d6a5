using System.Globalization;
using Analytics.Store.Calendars;
using Analytics.Store.Stats.Insights;
using Analytics.Store.Tests.Docs;

namespace Analytics.Store.Tests.Stats.Insights;

/// <summary>How many unusual days were planted (precision), and how many planted ones are found (recall): the figures of docs/metrics.md.</summary>
public sealed class PlantedDayTests
{
    private const int Sites = 100;

    [Theory]
    [InlineData(50, 0)]
    [InlineData(200, 0)]
    [InlineData(1_000, 0)]
    [InlineData(1_000, 0.05)]
    [InlineData(1_000, 0.1)]
    [InlineData(1_000, 0.15)]
    public void The_error_is_the_one_that_the_document_has(int level, double restlessness)
    {
        int found = 0, wrong = 0, missed = 0, judged = 0;
        for (int seed = 0; seed < Sites; seed++)
        {
            var series = new PlantedSeries(seed, level, restlessness);
            foreach (JudgedDay day in new WeekdayBand(series.Counts, PlantedSeries.First, PlantedSeries.Last.Plus(1)).Judge(PlantedSeries.First.Plus(WeekdayBand.HistoryDays), PlantedSeries.Last))
            {
                bool isRight = series.Planted.TryGetValue(day.Day, out bool twice) && day.Verdict == (twice ? DayVerdict.High : DayVerdict.Low);
                judged++;
                found += isRight ? 1 : 0;
                missed += series.Planted.ContainsKey(day.Day) && !isRight ? 1 : 0;
                wrong += day.IsUnusual && !isRight && !series.Holidays.Contains(day.Day) ? 1 : 0; // a holiday is less, and nobody's mistake
            }
        }

        string row = string.Create(
            CultureInfo.InvariantCulture,
            $"| {level:#,0} | {100 * restlessness:0} % | {100d * found / (found + wrong):0.0} % | {100d * found / (found + missed):0.0} % | {1_000d * wrong / judged:0.0} |");
        Assert.Contains(row, Document.Read("docs/metrics.md"), StringComparison.Ordinal);
    }
}
