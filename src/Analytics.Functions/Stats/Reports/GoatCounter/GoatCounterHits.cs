using System.Text.Json;
using Analytics.Engine.Sites;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Functions.Stats.Reports.GoatCounter;

/// <summary>A site's paths: pages and events together.</summary>
internal static class GoatCounterHits
{
    private const int Most = 100, MostPaths = 200;

    public static Task<IResult> List(HttpContext context, ReportReader reports, SiteDirectory sites, SiteBook book) => OnlySite.AnswerAsync(context, sites, book, async (parameters, site) =>
    {
        int limit = Math.Min(parameters.Whole("limit", 20, 1, int.MaxValue), Most);
        bool byDay = parameters.OneOf("group", ("hour", false), ("day", true)) | parameters.OneOf("daily", ("false", false), ("true", true));
        HashSet<long> excluded = [.. GoatCounterQuestion.Ids(parameters, "exclude_paths")];
        Question question = await GoatCounterQuestion.ReadAsync(context, parameters, site, reports);
        (GoatCounterPath Path, long Count)[] all = [.. (await GoatCounterQuestion.PathsAsync(context, question, reports)).Where(p => !excluded.Contains(p.Path.Id)).OrderByDescending(p => p.Count)];
        (GoatCounterPath Path, long Count)[] shown = all[..Math.Min(limit, all.Length)];
        Dictionary<GoatCounterPath, GoatCounterDays> days = shown.ToDictionary(p => p.Path, _ => new GoatCounterDays());
        if (shown.Length > 0)
        {
            Question ofShown = question.Where(GoatCounterQuestion.Of([.. shown.Select(p => p.Path)]));
            await AddAsync(context, ofShown.Where(GoatCounterQuestion.Views), reports, "event:page", days);
            await AddAsync(context, ofShown.Where(GoatCounterQuestion.Events), reports, "event:name", days);
        }

        return new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("hits");
            foreach ((GoatCounterPath path, long count) in shown)
            {
                writer.WriteStartObject();
                writer.WriteNumber("count", count);
                writer.WriteNumber("path_id", path.Id);
                WritePath(writer, path);
                writer.WriteNumber("max", byDay ? days[path].Greatest.Day : days[path].Greatest.Hour);
                days[path].Write(writer, question.Range);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteNumber("total", shown.Sum(p => p.Count));
            writer.WriteBoolean("more", all.Length > shown.Length);
            writer.WriteEndObject();
        });
    });

    public static Task<IResult> Paths(HttpContext context, ReportReader reports, SiteDirectory sites, SiteBook book) => OnlySite.AnswerAsync(context, sites, book, async (parameters, site) =>
    {
        int limit = Math.Min(parameters.Whole("limit", 20, 1, int.MaxValue), MostPaths);
        long after = GoatCounterQuestion.Ids(parameters, "after") is [var last, ..] ? last : 0;
        parameters.Check();
        Site begun = site with { FirstDay = await reports.FirstDayAsync(site, context.RequestAborted) };
        StatsRange range = DateRangeJson.Parse("all", begun, reports.Now)!;
        GoatCounterPath[] paths = [.. (await GoatCounterQuestion.PathsAsync(context, new Question(site, range, Filter.Everything), reports)).Select(p => p.Path).Where(p => p.Id > after).OrderBy(p => p.Id)];
        return new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("paths");
            foreach (GoatCounterPath path in paths.Take(limit))
            {
                writer.WriteStartObject();
                writer.WriteNumber("id", path.Id);
                WritePath(writer, path);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteBoolean("more", paths.Length > limit);
            writer.WriteEndObject();
        });
    });

    // A hundred paths have more hours than an answer has rows: page by page.
    private static async Task AddAsync(HttpContext context, Question question, ReportReader reports, string dimension, Dictionary<GoatCounterPath, GoatCounterDays> days)
    {
        int offset = 0, rows;
        do
        {
            var page = new StatsPage(StatsPage.MaxLimit, offset);
            IReadOnlyList<StatsResult> results = await reports.AskAsync(context, question.Site, question.Top([dimension, "time:hour"], page, "visitors"), question.Top([dimension, "time:day"], page, "visitors"));
            foreach (StatsRow row in results.SelectMany(result => result.Rows))
            {
                days.GetValueOrDefault(new GoatCounterPath(row.Dimensions[0], dimension == "event:name"))?.Add(row.Dimensions[1], (long)row.Metrics[0].Numerator);
            }

            rows = results.Max(result => result.TotalRows);
            offset += StatsPage.MaxLimit;
        }
        while (offset < rows);
    }

    // Titles are not counted by.
    private static void WritePath(Utf8JsonWriter writer, GoatCounterPath path)
    {
        writer.WriteString("path", path.Name);
        writer.WriteBoolean("event", path.IsEvent);
        writer.WriteString("title", "");
    }
}
