using Analytics.Store.Calendars;

namespace Analytics.Store.Stats.Insights;

/// <summary>
/// What a day lets expect, by the same weekdays of the eight weeks before it: their median, brought to the level of the week before the
/// day, and a band around it. One holiday among them moves neither.
/// </summary>
/// <remarks>The method and its error stand in <c>docs/metrics.md</c>.</remarks>
public sealed class WeekdayBand
{
    /// <summary>So many days before a day are looked at.</summary>
    public const int HistoryDays = (Weeks + 1) * 7;

    private const int Weeks = 8, LeastWeekdays = 4;

    // Deviations to either side; what makes one of a median deviation (1.48, and more, for medians are themselves off by chance); what keeps
    // the ratio of a few visitors from leaping.
    private const double Width = 4, OfMedian = 2, Steadiness = 5;

    private readonly IReadOnlyDictionary<LocalDay, long> _counts;
    private readonly LocalDay? _firstKnown;
    private readonly LocalDay _today;

    /// <summary>A band of the counts of days.</summary>
    /// <param name="counts">Days without one have 0.</param>
    /// <param name="firstKnown">The first day with data; null where there is none. Days before it are not known, and no zeros.</param>
    /// <param name="today">The day that is not over.</param>
    public WeekdayBand(IReadOnlyDictionary<LocalDay, long> counts, LocalDay? firstKnown, LocalDay today)
    {
        ArgumentNullException.ThrowIfNull(counts);
        (_counts, _firstKnown, _today) = (counts, firstKnown, today);
    }

    /// <summary>Judges every day from the first to the last, in order; days after today are left out.</summary>
    public IReadOnlyList<JudgedDay> Judge(LocalDay first, LocalDay last)
    {
        List<JudgedDay> days = [];
        for (LocalDay day = first; day <= last && day <= _today; day = day.Plus(1))
        {
            days.Add(Judge(day));
        }

        return days;
    }

    private JudgedDay Judge(LocalDay day)
    {
        double[] ratios = [1, .. Enumerable.Range(1, Weeks + 1).Select(week => Ratio(day, week))];
        double[] past = [.. Past(day, ratios.AsMemory(1))];
        long count = Count(day);
        if (past.Length < LeastWeekdays)
        {
            return new JudgedDay(day, count, DayVerdict.TooLittleHistory, past.Length);
        }

        double expected = Median(past), chance = Width * Math.Sqrt(Math.Max(1, expected)), times = Math.Exp(Width * Spread(day, ratios));
        double low = Math.Max(0, Math.Min(expected - chance, expected / times)), high = Math.Max(expected + chance, expected * times);
        DayVerdict verdict = count > high ? DayVerdict.High : day >= _today ? DayVerdict.NotOver : count < low ? DayVerdict.Low : DayVerdict.Usual;
        return new JudgedDay(day, count, verdict, past.Length) { Expected = expected, Low = low, High = high };
    }

    // How far the days of the eight weeks lie from the median of their weekday, relative to it: the median of all of them.
    private double Spread(LocalDay day, double[] ratios)
    {
        List<double> apart = [];
        for (int dayOfWeek = 0; dayOfWeek < 7; dayOfWeek++)
        {
            double[] like = [.. Past(day.Plus(dayOfWeek), ratios)];
            double middle = Median([.. like]);
            apart.AddRange(middle > 0 ? like.Select(one => Math.Abs(one - middle) / middle) : []);
        }

        return apart.Count == 0 ? 0 : OfMedian * Median([.. apart]);
    }

    // A weekday of the weeks before, each brought to another level: that of the week after it is at its place.
    private IEnumerable<double> Past(LocalDay day, ReadOnlyMemory<double> ratios) => Enumerable.Range(1, Weeks)
        .Where(week => IsKnown(day.Plus(-7 * week)))
        .Select(week => Count(day.Plus(-7 * week)) * ratios.Span[week]);

    // How the week before the day compares with an earlier one: the median over its days, each with its weekday. 1 where it is not known.
    private double Ratio(LocalDay day, int week)
    {
        double[] ratios =
        [
            .. Enumerable.Range(0, 7).Where(dayOfWeek => IsKnown(day.Plus(dayOfWeek - (7 * week))))
                .Select(dayOfWeek => (Count(day.Plus(dayOfWeek - 7)) + Steadiness) / (Count(day.Plus(dayOfWeek - (7 * week))) + Steadiness)),
        ];
        return ratios.Length < LeastWeekdays ? 1 : Median(ratios);
    }

    private bool IsKnown(LocalDay day) => _firstKnown is { } first && day >= first;

    private long Count(LocalDay day) => _counts.GetValueOrDefault(day);

    private static double Median(double[] numbers)
    {
        if (numbers.Length == 0)
        {
            return 0;
        }

        Array.Sort(numbers);
        int half = numbers.Length / 2;
        return numbers.Length % 2 == 1 ? numbers[half] : (numbers[half - 1] + numbers[half]) / 2;
    }
}
