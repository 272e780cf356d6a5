using System.Globalization;
using Analytics.Functions.Tables;
using Analytics.Store.Sites;
using Analytics.Store.Stats.Funnels;

namespace Analytics.Functions.Stats.Funnels;

/// <summary>
/// A funnel as rows, one a step, in their order. Where it is broken down, the steps of everybody come first, without a value of the
/// dimension; then those of each group.
/// </summary>
internal static class FunnelTable
{
    public static TableAnswer Of(HttpContext context, Site site, FunnelResult result, IResult json)
    {
        FunnelQuery query = result.Query;
        bool ofPeople = query.Subject == FunnelSubject.People;
        string? dimension = query.Breakdown?.Name;
        IEnumerable<(string? Group, int Number, FunnelStepResult Step)> steps =
        [
            .. result.Steps.Select((step, i) => ((string?)null, i + 1, step)),
            .. result.Groups.SelectMany(group => group.Steps.Select((step, i) => ((string?)group.Value, i + 1, step))),
        ];
        string[] columns =
        [
            .. dimension is null ? (string[])[] : [dimension],
            "step", "name", ofPeople ? "people" : "visitors", "conversion_rate", "step_conversion_rate", "drop_off", "drop_off_rate", "median_ms", "mean_ms",
        ];
        if (context.FormAsked().Form != AnswerForm.Json)
        {
            StatsWarnings.Tell(context.Response, writer => FunnelResultJson.WriteMeta(writer, site, result));
        }

        return new TableAnswer(json, Table.Of(columns, steps, (writer, row) =>
        {
            if (dimension is not null)
            {
                writer.WriteString(dimension, row.Group);
            }

            writer.WriteNumber("step", row.Number);
            FunnelResultJson.WriteStep(writer, row.Step, ofPeople);
        }), new TableFile(site, query.Range.FirstDay, query.Range.LastDay))
        {
            Next = _ => query.Page.Offset + result.Groups.Count is var offset && offset < result.TotalGroups && result.Groups.Count > 0
                ? new NextPart(offset.ToString(CultureInfo.InvariantCulture), null)
                : null,
        };
    }
}
