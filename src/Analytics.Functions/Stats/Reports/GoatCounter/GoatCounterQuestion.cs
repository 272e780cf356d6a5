using System.Globalization;
using Analytics.Functions.Wire;
using Analytics.Store.Calendars;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Functions.Stats.Reports.GoatCounter;

/// <summary>What GoatCounter's addresses have in common: the range in hours, and the paths that count.</summary>
internal static class GoatCounterQuestion
{
    /// <summary>The parameters of every route that asks.</summary>
    public static string[] Names { get; } = ["site", "start", "end", "include_paths", "path_by_name", "explain"];

    /// <summary>Page views.</summary>
    public static Filter Views { get; } = Filter.Where("event:name", FilterOperator.Is, "pageview");

    /// <summary>Custom events.</summary>
    public static Filter Events { get; } = Filter.Where("event:name", FilterOperator.IsNot, "pageview", "engagement");

    /// <summary>The question that the parameters ask about the site. Faults of them are refused here.</summary>
    public static async Task<Question> ReadAsync(HttpContext context, ReportParameters parameters, Site site, ReportReader reports)
    {
        LocalDay today = site.Calendar.DayOf(reports.Now);
        DateTimeOffset from = Hour(parameters, site, "start") ?? site.Calendar.StartOf(today.Plus(-7));
        DateTimeOffset before = Hour(parameters, site, "end") ?? site.Calendar.EndOf(today);
        StatsRange? range = StatsRange.OfInstants(site.Calendar, from, before);
        if (range is null)
        {
            parameters.Fault("start", $"must not be after end, nor more than {StatsRange.MaxDays} days before it");
        }

        bool byName = parameters.OneOf("path_by_name", ("false", false), ("true", true));
        string[] named = parameters.Names("include_paths") ?? [];
        long[] ids = byName ? [] : [.. Ids(parameters, "include_paths")];
        parameters.Check();
        var question = new Question(site, range!, Filter.Everything);
        if (byName && named.Length > 0)
        {
            return question.Where(Of([.. named.SelectMany(name => new[] { new GoatCounterPath(name, false), new GoatCounterPath(name, true) })]));
        }

        return ids.Length == 0 ? question : question.Where(Of(await FindAsync(context, parameters, question, reports, "include_paths", ids)));
    }

    /// <summary>Every path of the question with its visitors: pages, then events, each the most visited first.</summary>
    public static async Task<IReadOnlyList<(GoatCounterPath Path, long Count)>> PathsAsync(HttpContext context, Question question, ReportReader reports)
    {
        IReadOnlyList<StatsResult> results = await reports.AskAsync(
            context,
            question.Site,
            question.Where(Views).Top("event:page", StatsPage.First, "visitors"),
            question.Where(Events).Top("event:name", StatsPage.First, "visitors"));
        return [.. results.SelectMany((result, i) => result.Rows.Select(row => (new GoatCounterPath(row.Dimensions[0], i == 1), (long)row.Metrics[0].Numerator)))];
    }

    /// <summary>The paths of those numbers; one that the range does not have is a fault.</summary>
    public static async Task<GoatCounterPath[]> FindAsync(HttpContext context, ReportParameters parameters, Question question, ReportReader reports, string name, long[] ids)
    {
        Dictionary<long, GoatCounterPath> known = (await PathsAsync(context, question, reports)).ToDictionary(p => p.Path.Id, p => p.Path);
        foreach (long unknown in ids.Where(id => !known.ContainsKey(id)).Take(1))
        {
            parameters.Fault(name, string.Create(CultureInfo.InvariantCulture, $"{unknown} is no path of the range: leave it out, or take a path_id of /api/v0/stats/hits"));
        }

        parameters.Check();
        return [.. ids.Select(id => known[id])];
    }

    /// <summary>What is of one of the paths.</summary>
    public static Filter Of(params IReadOnlyList<GoatCounterPath> paths)
    {
        string[] pages = [.. paths.Where(p => !p.IsEvent).Select(p => p.Name)], events = [.. paths.Where(p => p.IsEvent && p.Name != "pageview").Select(p => p.Name)];
        Filter[] either =
        [
            .. pages.Length == 0 ? (Filter[])[] : [new Filter.And([Views, Filter.Where("event:page", FilterOperator.Is, pages)])],
            .. events.Length == 0 ? (Filter[])[] : [Filter.Where("event:name", FilterOperator.Is, events)],
        ];
        return either is [var one] ? one : new Filter.Or(either);
    }

    /// <summary>Numbers divided by commas.</summary>
    public static IReadOnlyList<long> Ids(ReportParameters parameters, string name)
    {
        List<long> ids = [];
        foreach (string text in parameters.Names(name) ?? [])
        {
            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long id))
            {
                ids.Add(id);
            }
            else
            {
                parameters.Fault(name, "must be numbers of paths, divided by commas");
            }
        }

        return ids;
    }

    // A date is all of the site's day; of an instant its whole hour, at the end, too.
    private static DateTimeOffset? Hour(ReportParameters parameters, Site site, string name)
    {
        bool isEnd = name == "end";
        if (parameters.Text(name) is not { } text)
        {
            return null;
        }

        if (LocalDay.TryParse(text, out LocalDay day) && day.Date.Year is >= 1970 and <= 9990)
        {
            return isEnd ? site.Calendar.EndOf(day) : site.Calendar.StartOf(day);
        }

        if (IsoInstant.TryParse(text, out DateTimeOffset instant) && instant.Year is >= 1970 and <= 9990)
        {
            return DateTimeOffset.FromUnixTimeSeconds(((instant.ToUnixTimeSeconds() / 3600) + (isEnd ? 1 : 0)) * 3600);
        }

        parameters.Fault(name, "must be a date as 2026-03-01, or an instant in hours as 2026-03-01T10:00:00Z");
        return null;
    }
}
