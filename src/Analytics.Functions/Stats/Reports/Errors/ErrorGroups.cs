using Analytics.Engine.Sites;
using Analytics.Store.Calendars;
using Analytics.Store.Errors;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Functions.Stats.Reports.Errors;

/// <summary>What was said about a site's groups of errors, and whether it still holds.</summary>
internal sealed class ErrorGroups(ErrorMarkBook marks, ReportReader reports)
{
    public const string Fingerprint = "event:props:fingerprint", Release = "event:props:release";

    /// <summary>What stands for a property that an event does not have.</summary>
    public const string None = "(none)";

    private const int RecentDays = 90;
    private static readonly StatsPage Many = new(StatsPage.MaxLimit, 0);

    /// <summary>The errors among the events that a question counts.</summary>
    public static Question Of(Question question) => question.Where("event:name", FilterOperator.Is, EventName.Error);

    /// <summary>The status of every group that is not simply open; of one that is resolved and was seen in a later release, that it is open again.</summary>
    public async Task<IReadOnlyDictionary<string, (ErrorStatus Status, ErrorMark Mark)>> StatusesAsync(HttpContext context, Site site)
    {
        IReadOnlyDictionary<string, ErrorMark> all = await marks.ReadAllAsync(site, context.RequestAborted);
        HashSet<string> undone = await UndoneAsync(context, site, [.. all.Values.Where(mark => mark.Status == ErrorStatus.Resolved)]);
        return all.Values.ToDictionary(mark => mark.Fingerprint, mark => (undone.Contains(mark.Fingerprint) ? ErrorStatus.Open : mark.Status, mark), StringComparer.Ordinal);
    }

    /// <summary>Says something about a group that was seen in the last ninety days.</summary>
    /// <returns>Null where it was not seen; false where too much was said about others.</returns>
    public async Task<bool?> MarkAsync(HttpContext context, Site site, string fingerprint, ErrorStatus status, string author)
    {
        LocalDay today = site.Calendar.DayOf(reports.Now);
        Question errors = Of(new Question(site, StatsRange.OfDays(site.Calendar, today.Plus(-RecentDays), today)!, Filter.Everything));
        IReadOnlyList<StatsResult> results = await reports.AskAsync(
            context,
            site,
            errors.Where(Fingerprint, FilterOperator.Is, fingerprint).Totals("events"),
            errors.Where(Release, FilterOperator.IsNot, None).Top(Release, new StatsPage(ErrorMark.MaxReleases, 0), "last_seen"));
        return results[0].Rows[0].Metrics[0].Numerator == 0
            ? null
            : await marks.MarkAsync(site, fingerprint, status, author, [.. results[1].Rows.Select(row => row.Dimensions[0])], context.RequestAborted);
    }

    private async Task<HashSet<string>> UndoneAsync(HttpContext context, Site site, IReadOnlyList<ErrorMark> resolved)
    {
        if (resolved.Count == 0)
        {
            return [];
        }

        LocalDay today = site.Calendar.DayOf(reports.Now), first = site.Calendar.DayOf(resolved.Min(mark => mark.MarkedAt));
        StatsRange range = StatsRange.OfDays(site.Calendar, first > today.Plus(1 - StatsRange.MaxDays) ? first : today.Plus(1 - StatsRange.MaxDays), today)!;
        Question seen = Of(new Question(site, range, Filter.Everything)).Where(Fingerprint, FilterOperator.Is, [.. resolved.Select(mark => mark.Fingerprint)]);
        StatsResult result = await reports.AskOneAsync(context, site, seen.Top([Fingerprint, Release], Many, "last_seen"));
        Dictionary<string, ErrorMark> byName = resolved.ToDictionary(mark => mark.Fingerprint, StringComparer.Ordinal);
        return
        [
            .. result.Rows
                .Where(row => byName[row.Dimensions[0]].IsUndoneBy(row.Dimensions[1] == None ? null : row.Dimensions[1], row.Metrics[0].Moment!.Value))
                .Select(row => row.Dimensions[0]),
        ];
    }
}
