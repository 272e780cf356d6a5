using Analytics.Store.Calendars;
using Analytics.Store.Sites;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Functions.Stats.Reports.Plausible;

/// <summary>
/// <c>period</c> and <c>date</c> of Plausible's Stats API v1. <c>7d</c> and <c>30d</c> are the days before the date; <c>month</c>,
/// <c>6mo</c> and <c>12mo</c> are whole months that end with the one of the date.
/// </summary>
/// <param name="Range">When.</param>
/// <param name="Time">What its course is divided by, where nothing else is asked for.</param>
internal sealed record PlausiblePeriod(StatsRange Range, string Time)
{
    private const string Custom = "custom";

    /// <summary>What is wrong is told to the parameters, and something harmless read instead.</summary>
    public static PlausiblePeriod Read(ReportParameters parameters, Site site, DateTimeOffset now)
    {
        string period = parameters.OneOf("period", ("30d", "30d"), ("day", "day"), ("7d", "7d"), ("month", "month"), ("6mo", "6mo"), ("12mo", "12mo"), (Custom, Custom));
        LocalDay today = site.Calendar.DayOf(now);
        (LocalDay first, LocalDay last) = period == Custom ? Between(parameters) ?? (today, today) : Ending(period, Date(parameters) ?? today);
        StatsRange? range = StatsRange.OfDays(site.Calendar, first, last);
        if (range is null)
        {
            parameters.Fault("date", $"must be two dates, the earlier first, at most {StatsRange.MaxDays} days");
        }

        return new PlausiblePeriod(range ?? StatsRange.OfDays(site.Calendar, today, today)!, period switch
        {
            "day" => "time:hour",
            "6mo" or "12mo" => "time:month",
            _ => "time:day",
        });
    }

    private static (LocalDay First, LocalDay Last) Ending(string period, LocalDay date)
    {
        DateOnly month = new(date.Date.Year, date.Date.Month, 1);
        LocalDay monthEnd = new(month.AddMonths(1).AddDays(-1));
        return period switch
        {
            "day" => (date, date),
            "7d" => (date.Plus(-7), date.Plus(-1)),
            "month" => (new(month), monthEnd),
            "6mo" => (new(month.AddMonths(-5)), monthEnd),
            "12mo" => (new(month.AddMonths(-11)), monthEnd),
            _ => (date.Plus(-30), date.Plus(-1)),
        };
    }

    private static LocalDay? Date(ReportParameters parameters)
    {
        if (parameters.Text("date") is { } text && text.Contains(',', StringComparison.Ordinal))
        {
            parameters.Fault("date", $"has two dates: they go with period={Custom}");
            return null;
        }

        return parameters.Day("date");
    }

    private static (LocalDay First, LocalDay Last)? Between(ReportParameters parameters)
    {
        if (parameters.Text("date")?.Split(',', StringSplitOptions.TrimEntries) is [string from, string to]
            && LocalDay.TryParse(from, out LocalDay first) && LocalDay.TryParse(to, out LocalDay last))
        {
            return (first, last);
        }

        parameters.Fault("date", $"must be two dates beside period={Custom}: 2026-01-01,2026-01-31");
        return null;
    }
}
