using System.Globalization;
using Analytics.Store.Calendars;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Functions.Stats.Reports.Umami;

/// <summary>What Umami's addresses have in common: the range, what it is compared with, what counts.</summary>
internal static class UmamiQuestion
{
    /// <summary>The parameters of every route that asks.</summary>
    public static string[] Names { get; } =
        ["startAt", "endAt", "startDate", "endDate", "unit", "timezone", "compare", .. UmamiFilters.Names, UmamiVersion.Parameter, "explain"];

    /// <summary>All events but page views.</summary>
    public static Filter CustomEvents { get; } = Filter.Where("event:name", FilterOperator.IsNot, "pageview", "engagement");

    private const string Milliseconds = "must be milliseconds since 1970";

    /// <summary>The question that the parameters ask about the site.</summary>
    public static async Task<Question> ReadAsync(ReportParameters parameters, Site site, ReportReader reports, CancellationToken cancellation)
    {
        _ = parameters.OneOf(UmamiVersion.Parameter, ("2", 2), ("3", 3));
        (DateTimeOffset from, DateTimeOffset before) = parameters.Text("startAt") is null && parameters.Text("endAt") is null && parameters.Text("startDate") is not null
            ? Dates(parameters, site)
            : (Instant(parameters, "startAt"), Instant(parameters, "endAt").AddMilliseconds(1));
        if (before - from > TimeSpan.FromDays(StatsRange.MaxDays - 1))
        {
            // "All of it" is written as the beginning of all time: nothing was before the first data, or before the site where none is built yet.
            LocalDay last = site.Calendar.DayOf(before.AddTicks(-1)), made = site.Calendar.DayOf(site.CreatedAt);
            LocalDay begun = await reports.FirstDayAsync(site, cancellation) is { } day && day < made ? day : made;
            DateTimeOffset first = site.Calendar.StartOf(begun < last ? begun : last);
            from = from < first ? first : from;
        }

        StatsRange? range = StatsRange.OfInstants(site.Calendar, from, before);
        if (range is null && parameters.Faults.Count == 0)
        {
            parameters.Fault("startAt", $"must not be after endAt, nor more than {StatsRange.MaxDays} days before it");
        }

        range ??= StatsRange.OfInstants(site.Calendar, reports.Now.AddDays(-1), reports.Now)!;
        return new Question(site, range, Filter.Everything).Where(UmamiFilters.Read(parameters));
    }

    /// <summary>Compared as <c>compare</c> says: with as much time before, or a year before; <paramref name="standard"/> where it says nothing.</summary>
    public static Question Compared(this Question question, ReportParameters parameters, ReportReader reports, ComparedRange? standard)
    {
        ComparedRange? kind = parameters.OneOf("compare", ("", standard), ("prev", new ComparedRange.PreviousPeriod()), ("yoy", new ComparedRange.YearOverYear()));
        return kind?.For(question.Range, question.Site.Calendar, reports.Now, matchDayOfWeek: false) is { } range
            ? question with { Comparison = new StatsComparison(kind, range, MatchesDayOfWeek: false) }
            : question;
    }

    private static DateTimeOffset Instant(ReportParameters parameters, string name)
    {
        if (parameters.Text(name) is not { } text)
        {
            parameters.Fault(name, "is required: " + Milliseconds);
        }
        else if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long milliseconds) && milliseconds < 253_000_000_000_000)
        {
            return DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        }
        else
        {
            parameters.Fault(name, Milliseconds);
        }

        return DateTimeOffset.UnixEpoch;
    }

    // The site's days, both included.
    private static (DateTimeOffset From, DateTimeOffset Before) Dates(ReportParameters parameters, Site site)
    {
        LocalDay? first = parameters.Day("startDate"), last = parameters.Day("endDate");
        if (parameters.Text("endDate") is null)
        {
            parameters.Fault("endDate", "is required beside startDate");
        }

        return first is { } begin && last is { } end ? (site.Calendar.StartOf(begin), site.Calendar.EndOf(end)) : (DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));
    }
}
