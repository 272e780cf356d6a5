using System.Text.Json;
using System.Text.Json.Nodes;

namespace Analytics.Testing.Oracle;

/// <summary>Questions as they go over the wire.</summary>
public static class QuestionJson
{
    public static string Write(OracleQuestion q)
    {
        var json = new JsonObject
        {
            ["site_id"] = "example.com",
            ["metrics"] = Strings(q.Metrics),
            ["date_range"] = q.DateRange.Length == 1 ? q.DateRange[0] : Strings(q.DateRange),
            ["dimensions"] = Strings(q.Dimensions),
            ["filters"] = new JsonArray([.. q.Filters.Select(f => (JsonNode)Tree(f))]),
            ["include"] = Include(q),
            ["pagination"] = new JsonObject { ["limit"] = q.Limit, ["offset"] = q.Offset },
        };
        if (q.OrderBy.Length > 0)
        {
            json["order_by"] = new JsonArray([.. q.OrderBy.Select(o => (JsonNode)Strings([o.Name, o.Descending ? "desc" : "asc"]))]);
        }

        return json.ToJsonString(new JsonSerializerOptions { WriteIndented = false });
    }

    /// <summary>A list of filters.</summary>
    public static string Write(IEnumerable<OracleFilter> filters) => new JsonArray([.. filters.Select(f => (JsonNode)Tree(f))]).ToJsonString();

    /// <summary>A filter.</summary>
    public static JsonArray Tree(OracleFilter f) => f.Operator switch
    {
        "not" or "has_done" or "has_not_done" => [f.Operator, Tree(f.Parts[0])],
        "and" or "or" => [f.Operator, new JsonArray([.. f.Parts.Select(p => (JsonNode)Tree(p))])],
        _ when f.Dimension == "segment" => [f.Operator, f.Dimension, new JsonArray([.. f.Clauses.Select(id => JsonNode.Parse(id))])],
        _ when f.CaseSensitive => [f.Operator, f.Dimension, Strings(f.Clauses)],
        _ => [f.Operator, f.Dimension, Strings(f.Clauses), new JsonObject { ["case_sensitive"] = false }],
    };

    private static JsonArray Strings(IEnumerable<string> values) => [.. values.Select(v => (JsonNode)v)];

    private static JsonObject Include(OracleQuestion q)
    {
        var include = new JsonObject { ["total_rows"] = true, ["time_labels"] = q.TimeLabels };
        if (q.Compare.Length > 0)
        {
            include["compare"] = q.Compare is [string name] ? name : new JsonArray([.. q.Compare.Select(date => (JsonNode)date)]);
        }

        if (q.MatchDayOfWeek)
        {
            include["match_day_of_week"] = true;
        }

        return include;
    }
}
