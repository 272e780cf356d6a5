using System.Globalization;
using Analytics.Store.Calendars;
using Analytics.Store.Inputs;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Store.Stats.Retention;

/// <summary>How many people come back: a question that can be answered. Immutable; made by <see cref="Create"/> only.</summary>
public sealed record RetentionQuery
{
    /// <summary>The most periods that a range may touch.</summary>
    public const int MaxPeriods = 120;

    private RetentionQuery(StatsRange range, RetentionPeriod period) => (Range, Period) = (range, period);

    /// <summary>When: the first period begins with it, or began before and is cut.</summary>
    public StatsRange Range { get; }

    /// <summary>What people come back in.</summary>
    public RetentionPeriod Period { get; }

    /// <summary>Which events make a person seen.</summary>
    public Filter Filter { get; private init; } = Filter.Everything;

    /// <summary>How many periods the answer contains, from the first of the range; 0 to 120.</summary>
    public int Periods { get; private init; }

    /// <summary>Puts a question together.</summary>
    /// <param name="range">When; at most 120 periods.</param>
    /// <param name="period">What people come back in.</param>
    /// <param name="filter">Default everything.</param>
    /// <param name="today">The site's present day: the answer leaves out periods that begin after it. Default: none is left out.</param>
    /// <exception cref="AnalyticsInputException">The range is too long.</exception>
    public static RetentionQuery Create(StatsRange range, RetentionPeriod period, Filter? filter = null, LocalDay? today = null)
    {
        ArgumentNullException.ThrowIfNull(range);
        LocalDay last = today < range.LastDay ? today.Value : range.LastDay;
        int periods = Math.Max(0, NumberOf(period, last) - NumberOf(period, range.FirstDay) + 1);
        return periods <= MaxPeriods
            ? new RetentionQuery(range, period) { Filter = filter ?? Filter.Everything, Periods = periods }
            : throw new AnalyticsInputException(
                "date_range", string.Create(CultureInfo.InvariantCulture, $"must be at most {MaxPeriods} periods: take longer ones, or fewer days"));
    }

    /// <summary>Which period of the range a day is in, from 0.</summary>
    internal int IndexOf(LocalDay day) => NumberOf(Period, day) - NumberOf(Period, Range.FirstDay);

    /// <summary>The first day of a period, as <see cref="RetentionCohort.Start"/> names it.</summary>
    internal LocalDay StartOf(int index)
    {
        DateOnly first = Range.FirstDay.Date;
        LocalDay start = Period switch
        {
            RetentionPeriod.Day => Range.FirstDay.Plus(index),
            RetentionPeriod.Week => new(DateOnly.FromDayNumber((NumberOf(Period, Range.FirstDay) + index) * 7)),
            _ => new(new DateOnly(first.Year, first.Month, 1).AddMonths(index)),
        };
        return Period == RetentionPeriod.Week && start < Range.FirstDay ? Range.FirstDay : start;
    }

    // Day 0 of the calendar, 0001-01-01, is a Monday.
    private static int NumberOf(RetentionPeriod period, LocalDay day) => period switch
    {
        RetentionPeriod.Day => day.Date.DayNumber,
        RetentionPeriod.Week => day.Date.DayNumber / 7,
        _ => (day.Date.Year * 12) + day.Date.Month,
    };
}
