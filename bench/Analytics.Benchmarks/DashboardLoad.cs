using Analytics.Functions.Http;
using Analytics.Store.Calendars;
using System.Text;
using System.Text.Json;
using Analytics.Functions.Stats;
using Analytics.Store.Days;
using Analytics.Store.Sites;
using Analytics.Store.Stats;

namespace Analytics.Benchmarks;

/// <summary>The questions that are asked about the last thirty days, today included. The first answer's first number is the page views.</summary>
internal static class DashboardLoad
{
    public const int Days = 30;

    private static readonly string[] Metrics = ["pageviews", "visitors", "visits", "views_per_visit", "bounce_rate", "visit_duration"];

    private static readonly string[] Lists =
    [
        "event:page", "visit:entry_page", "visit:exit_page", "visit:source", "visit:channel", "visit:referrer", "visit:utm_campaign",
        "visit:country", "visit:device", "visit:browser", "visit:os",
    ];

    /// <summary>Headlines, series and six lists of one period: what the reference's overview shows.</summary>
    public static StatsQuery[] Overview(Site site, DateTimeOffset now)
    {
        string[] dates = Dates(site, now, periodsAgo: 0);
        string[] lists = ["event:page", "visit:referrer", "visit:country", "visit:device", "visit:browser", "visit:os"];
        return [Ask(dates, Metrics), Ask(dates, Metrics, "time:day"), .. lists.Select(list => Ask(dates, ["visitors"], list))];

        StatsQuery Ask(string[] range, string[] metrics, params string[] dimensions) => Parse(site, now, range, metrics, dimensions);
    }

    /// <summary>The headlines of one day.</summary>
    public static StatsQuery OfDay(Site site, LocalDay day, DateTimeOffset now) => Parse(site, now, [day.ToString(), day.ToString()], Metrics, []);

    /// <summary>All fifteen questions of dashboard/src/stats/report.ts, which compares with the thirty days before.</summary>
    public static StatsQuery[] Whole(Site site, DateTimeOffset now)
    {
        string[] dates = Dates(site, now, periodsAgo: 0);
        string[] before = Dates(site, now, periodsAgo: 1);
        return
        [
            Parse(site, now, dates, Metrics, []),
            Parse(site, now, before, Metrics, []),
            Parse(site, now, dates, Metrics, ["time:day"]),
            Parse(site, now, before, Metrics, ["time:day"]),
            .. Lists.Select(list => Parse(site, now, dates, ["visitors"], [list])),
        ];
    }

    private static string[] Dates(Site site, DateTimeOffset now, int periodsAgo)
    {
        LocalDay last = site.Calendar.DayOf(now).Plus(-Days * periodsAgo);
        return [last.Plus(1 - Days).ToString(), last.ToString()];
    }

    private static StatsQuery Parse(Site site, DateTimeOffset now, string[] range, string[] metrics, string[] dimensions)
    {
        string json = JsonSerializer.Serialize(new { site_id = "example.com", metrics, date_range = range, dimensions });
        return StatsQueryJson.Parse(Encoding.UTF8.GetBytes(json), site, now) is StatsQueryOutcome.Accepted accepted
            ? accepted.Query
            : throw new InvalidOperationException("The dashboard asks what the product does not answer: " + json);
    }
}
