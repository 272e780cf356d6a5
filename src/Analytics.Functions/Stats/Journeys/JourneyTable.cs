using System.Globalization;
using Analytics.Functions.Tables;
using Analytics.Store.Sites;
using Analytics.Store.Stats.Journeys;

namespace Analytics.Functions.Stats.Journeys;

/// <summary>Journeys as rows; the pages of a path are one cell of JSON. How many visits and visitors there were in all is said beside them.</summary>
internal static class JourneyTable
{
    public static TableAnswer Of(HttpContext context, Site site, JourneyResult result, IResult json)
    {
        JourneyQuery query = result.Query;
        if (context.FormAsked().Form != AnswerForm.Json)
        {
            StatsWarnings.Tell(context.Response, writer =>
            {
                writer.WriteNumber("visits", result.Visits);
                writer.WriteNumber("visitors", result.Visitors);
                writer.WriteString("counts", "visits, and daily visitors");
            });
        }

        return new TableAnswer(
            json,
            Table.Of([query.Kind == JourneyKind.Paths ? "pages" : "page", "visits", "visitors", "share"], result.Rows, (writer, row) => JourneyJson.WriteRow(writer, result, row)),
            new TableFile(site, query.Range.FirstDay, query.Range.LastDay))
        {
            Total = result.TotalRows,
            MayEndEarly = true,
            Next = rows => query.Page.Offset + rows is var offset && offset < result.TotalRows && rows > 0 ? new NextPart(offset.ToString(CultureInfo.InvariantCulture), null) : null,
        };
    }
}
