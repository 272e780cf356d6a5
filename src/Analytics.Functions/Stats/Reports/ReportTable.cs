using System.Globalization;
using System.Text.Json;
using Analytics.Functions.Tables;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Functions.Stats.Reports;

/// <summary>The answers of reports as tables: their rows are the objects of the report's list, or its figures as one row.</summary>
internal static class ReportTable
{
    /// <summary>A list <c>{"pages": […], "total": 12}</c>, in the form that is asked for.</summary>
    /// <param name="question">What was asked.</param>
    /// <param name="name">The member that has the rows.</param>
    /// <param name="result">The rows.</param>
    /// <param name="columns">Their members.</param>
    /// <param name="writeMembers">Writes these members of a row.</param>
    public static TableAnswer Listed(Question question, string name, StatsResult result, IReadOnlyList<string> columns, Action<Utf8JsonWriter, StatsRow> writeMembers)
    {
        var json = new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray(name);
            foreach (StatsRow row in result.Rows)
            {
                writer.WriteStartObject();
                writeMembers(writer, row);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteNumber("total", result.TotalRows);
            writer.WriteEndObject();
        });
        return new TableAnswer(json, Table.Of(columns, result.Rows, writeMembers), FileOf(question)) { Total = result.TotalRows };
    }

    /// <summary>The same, which goes on with the next <c>page</c>; unless that names a path, by which the list is filtered.</summary>
    public static TableAnswer InPages(HttpContext context, StatsPage page, TableAnswer list) => list.GoingOn(rows => page.Offset + rows < list.Total && rows > 0 && context.Request.Query["page"].ToString() is not ['/', ..]
        ? NextPart.With(context, "page", ((page.Offset / page.Limit) + 2).ToString(CultureInfo.InvariantCulture))
        : null);

    /// <summary>What a file of the answer is called.</summary>
    public static TableFile FileOf(Question question) => FileOf(question.Site, question.Range);

    /// <inheritdoc cref="FileOf(Question)"/>
    public static TableFile FileOf(Store.Sites.Site site, StatsRange range) => new(site, range.FirstDay, range.LastDay);
}
