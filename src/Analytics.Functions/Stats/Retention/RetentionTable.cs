using Analytics.Functions.Tables;
using Analytics.Store.Sites;
using Analytics.Store.Stats.Retention;

namespace Analytics.Functions.Stats.Retention;

/// <summary>Retention as rows, one for each cohort and period in which it could be seen: <c>period</c> 0 is the one in which it began.</summary>
internal static class RetentionTable
{
    private static readonly string[] Columns = ["start", "people", "period", "seen", "rate"];

    public static TableAnswer Of(HttpContext context, Site site, RetentionResult result, IResult json)
    {
        if (context.FormAsked().Form != AnswerForm.Json)
        {
            StatsWarnings.Tell(context.Response, writer =>
            {
                writer.WriteNumber("people", result.People);
                writer.WriteString("counts", "identified people");
                writer.WriteBoolean("identification", site.Settings.Identification);
            });
        }

        IEnumerable<(RetentionCohort Cohort, int Period, long Seen, decimal Rate)> seen = result.Cohorts.SelectMany(cohort => cohort.Seen.Zip(cohort.Rates, (people, rate) => (people, rate)).Select((s, period) => (cohort, period, s.people, s.rate)));
        return new TableAnswer(json, Table.Of(Columns, seen, (writer, row) =>
        {
            writer.WriteString("start", row.Cohort.Start.ToString());
            writer.WriteNumber("people", row.Cohort.People);
            writer.WriteNumber("period", row.Period);
            writer.WriteNumber("seen", row.Seen);
            writer.WriteNumber("rate", row.Rate);
        }), new TableFile(site, result.Query.Range.FirstDay, result.Query.Range.LastDay));
    }
}
