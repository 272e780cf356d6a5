using Analytics.Engine.Sites;
using Analytics.Store.Stats;

namespace Analytics.Functions.Stats.Reports.GoatCounter;

/// <summary>A site's visitors, in all and by days and hours.</summary>
internal static class GoatCounterTotals
{
    public static Task<IResult> Answer(HttpContext context, ReportReader reports, SiteDirectory sites, SiteBook book) => OnlySite.AnswerAsync(context, sites, book, async (parameters, site) =>
    {
        Question question = await GoatCounterQuestion.ReadAsync(context, parameters, site, reports);
        IReadOnlyList<StatsResult> results = await reports.AskAsync(
            context,
            site,
            question.Totals("visitors"),
            question.Where(GoatCounterQuestion.Events).Totals("visitors"),
            question.Series("time:hour", "visitors"),
            question.Series("time:day", "visitors"));
        GoatCounterDays days = new GoatCounterDays().Add(results[2]).Add(results[3]);
        return new JsonAnswer(writer =>
        {
            long total = (long)results[0].Rows[0].Metrics[0].Numerator;
            writer.WriteStartObject();
            writer.WriteNumber("total", total);
            writer.WriteNumber("total_events", (long)results[1].Rows[0].Metrics[0].Numerator);
            writer.WriteNumber("total_utc", total);
            days.Write(writer, question.Range);
            writer.WriteEndObject();
        });
    });
}
