using System.Globalization;
using System.Text.Json;
using Analytics.Engine.Sites;
using Analytics.Functions.Http;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;

namespace Analytics.Functions.Stats.Reports.GoatCounter;

/// <summary>What a site's visitors have, and where they came from, by visitors.</summary>
internal static class GoatCounterLists
{
    private const int Most = 100;

    private static readonly (string Page, string Dimension)[] Pages =
    [
        ("browsers", "visit:browser"), ("systems", "visit:os"), ("locations", "visit:country"), ("languages", "visit:language"), ("sizes", "visit:device"),
        ("campaigns", "visit:utm_campaign"), ("toprefs", "visit:referrer"),
    ];

    // Always these, in this order.
    private static readonly (string Id, string? Device)[] Sizes =
        [("phone", "Mobile"), ("tablet", "Tablet"), ("desktop", "Desktop"), ("desktophd", null), ("unknown", PropertyDimension.NotSet)];

    public static Task<IResult> Answer(HttpContext context, string page, ReportReader reports, SiteDirectory sites, SiteBook book) => OnlySite.AnswerAsync(context, sites, book, async (parameters, site) =>
    {
        if (Pages.FirstOrDefault(p => p.Page == page).Dimension is not { } name)
        {
            parameters.Fault("page", $"must be one of {string.Join(", ", Pages.Select(p => p.Page))}");
            name = Pages[0].Dimension;
        }

        StatsPage rows = page == "sizes" ? StatsPage.First : Rows(parameters);
        Question question = await GoatCounterQuestion.ReadAsync(context, parameters, site, reports);
        var dimension = (PropertyDimension)KnownDimensions.Find(name)!;
        question = page == "campaigns" ? question.Where(name, FilterOperator.IsNot, dimension.Missing) : question;
        StatsResult result = await reports.AskOneAsync(context, site, question.Top(name, rows, "visitors"));
        return page == "sizes" ? new JsonAnswer(writer => WriteSizes(writer, result)) : Listed("stats", result, rows, (writer, row) =>
        {
            string shown = Shown(dimension, row);
            writer.WriteString("id", page == "campaigns" ? GoatCounterForm.NumberOf(shown).ToString(CultureInfo.InvariantCulture) : shown);
            writer.WriteString("name", shown);
            writer.WriteNumber("count", row.Metrics[0].Rounded);
            if (page == "toprefs")
            {
                writer.WriteString("ref_scheme", Scheme(shown));
            }
        });
    });

    public static Task<IResult> Referrers(HttpContext context, string path, ReportReader reports, SiteDirectory sites, SiteBook book) => OnlySite.AnswerAsync(context, sites, book, async (parameters, site) =>
    {
        StatsPage rows = Rows(parameters);
        Question question = await GoatCounterQuestion.ReadAsync(context, parameters, site, reports);
        if (!long.TryParse(path, NumberStyles.None, CultureInfo.InvariantCulture, out long id))
        {
            return Problem.NotFound("path");
        }

        question = question.Where(GoatCounterQuestion.Of(await GoatCounterQuestion.FindAsync(context, parameters, question, reports, "path_id", [id])));
        StatsResult result = await reports.AskOneAsync(context, site, question.Top("visit:referrer", rows, "visitors"));
        return Listed("refs", result, rows, (writer, row) =>
        {
            string shown = Shown((PropertyDimension)KnownDimensions.Find("visit:referrer")!, row);
            writer.WriteString("name", shown);
            writer.WriteNumber("count", row.Metrics[0].Rounded);
            writer.WriteString("ref_scheme", Scheme(shown));
        });
    });

    private static StatsPage Rows(ReportParameters parameters) =>
        new(Math.Min(parameters.Whole("limit", 20, 1, int.MaxValue), Most), parameters.Whole("offset", 0, 0, 1_000_000));

    // What is not known has no name to GoatCounter's clients.
    private static string Shown(PropertyDimension dimension, StatsRow row) => row.Dimensions[0] == dimension.Missing ? "" : row.Dimensions[0];

    private static string Scheme(string referrer) => referrer.Length == 0 ? "o" : "h";

    private static void WriteSizes(Utf8JsonWriter writer, StatsResult result)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("more", false);
        writer.WriteStartArray("stats");
        foreach ((string id, string? device) in Sizes)
        {
            writer.WriteStartObject();
            writer.WriteString("id", id);
            writer.WriteString("name", "");
            writer.WriteNumber("count", result.Rows.FirstOrDefault(row => row.Dimensions[0] == device)?.Metrics[0].Rounded ?? 0);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static JsonAnswer Listed(string name, StatsResult result, StatsPage page, Action<Utf8JsonWriter, StatsRow> write) => new(writer =>
    {
        writer.WriteStartObject();
        writer.WriteBoolean("more", result.TotalRows > page.Offset + page.Limit);
        writer.WriteStartArray(name);
        foreach (StatsRow row in result.Rows)
        {
            writer.WriteStartObject();
            write(writer, row);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
