using Analytics.Store.Calendars;
using Analytics.Store.Stats.Insights;

namespace Analytics.Store.Tests.Stats.Insights;

public sealed class WeekdayBandTests
{
    private static readonly LocalDay First = new(2026, 1, 5), Judged = First.Plus(70); // Mondays

    [Fact]
    public void A_day_is_judged_by_its_own_weekday()
    {
        Assert.Equal(DayVerdict.Usual, Verdict(Week));
        Assert.Equal(DayVerdict.Low, Verdict(day => day == Judged ? 300 : Week(day))); // which a Sunday has
        Assert.Equal(DayVerdict.High, Verdict(day => day == Judged ? 2_000 : Week(day)));
    }

    [Fact]
    public void A_holiday_a_week_ago_neither_alarms_nor_widens_the_band()
    {
        JudgedDay usual = Judge(Week), after = Judge(day => day == Judged.Plus(-7) ? 0 : Week(day));

        Assert.Equal(DayVerdict.Usual, after.Verdict);
        Assert.Equal(usual.Expected!.Value, after.Expected!.Value, tolerance: 1);
        Assert.Equal(usual.High!.Value, after.High!.Value, tolerance: 1);
    }

    [Fact]
    public void Growth_is_expected_to_go_on() => Assert.Equal(1_000 * Math.Pow(1.02, 70), Judge(day => (long)(1_000 * Math.Pow(1.02, Days(day)))).Expected!.Value, tolerance: 10);

    [Fact]
    public void A_day_that_is_not_over_is_never_low_but_may_be_high()
    {
        Assert.Equal(DayVerdict.NotOver, Judge(day => day == Judged ? 0 : Week(day), today: Judged).Verdict);
        Assert.Equal(DayVerdict.High, Judge(day => day == Judged ? 5_000 : Week(day), today: Judged).Verdict);
        Assert.Empty(Band(Week, First, today: Judged).Judge(Judged.Plus(1), Judged.Plus(9)));
    }

    [Theory]
    [InlineData(28, DayVerdict.Usual)]
    [InlineData(27, DayVerdict.TooLittleHistory)]
    public void It_takes_four_such_weekdays_with_data(int days, DayVerdict verdict) =>
        Assert.Equal(verdict, Band(Week, Judged.Plus(-days), Judged.Plus(1)).Judge(Judged, Judged).Single().Verdict);

    [Fact]
    public void A_site_without_data_has_no_unusual_day() =>
        Assert.All(new WeekdayBand(new Dictionary<LocalDay, long>(), firstKnown: null, Judged).Judge(First, Judged), day => Assert.Equal(DayVerdict.TooLittleHistory, day.Verdict));

    [Fact]
    public void A_sentence_has_the_figures() => Assert.Equal(
        "2026-03-16, a Monday, had 2,000 page views, more than usual: 874 to 1,126 were expected from 8 such days before it.",
        new DaySentences("page views").Of(Judge(day => day == Judged ? 2_000 : Week(day))));

    private static long Week(LocalDay day) => day.Date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 300 : 1_000;

    private static int Days(LocalDay day) => day.Date.DayNumber - First.Date.DayNumber;

    private static DayVerdict Verdict(Func<LocalDay, long> count) => Judge(count).Verdict;

    private static JudgedDay Judge(Func<LocalDay, long> count, LocalDay? today = null) => Band(count, First, today ?? Judged.Plus(1)).Judge(Judged, Judged).Single();

    private static WeekdayBand Band(Func<LocalDay, long> count, LocalDay first, LocalDay today) =>
        new(Enumerable.Range(0, 80).Select(First.Plus).Where(day => day >= first).ToDictionary(day => day, count), first, today);
}
