using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Analytics.Functions.Stats;
using Analytics.Functions.Stats.Funnels;
using Analytics.Functions.Stats.Journeys;
using Analytics.Functions.Stats.Retention;
using Analytics.Store.Sites;
using Analytics.Store.Stats.Funnels;
using Analytics.Store.Stats.Journeys;
using Analytics.Store.Stats.Retention;

namespace Analytics.Testing.Oracle;

/// <summary>Funnels, journeys and retention in plain words as the product reads them off the wire.</summary>
public static class WireQuestion
{
    // After everything: no period of a range is still to come.
    private static readonly DateTimeOffset Later = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static FunnelQuery Of(RandomWorld world, FunnelQuestion question)
    {
        var json = new JsonObject
        {
            ["steps"] = new JsonArray([.. question.Steps.Select(step => (JsonNode)new JsonObject
            {
                [step.Kind] = step.Kind == "filters" ? new JsonArray(QuestionJson.Tree(step.Filter!)) : step.Text,
            })]),
            ["who"] = question.People ? "people" : "visitors",
            ["order"] = question.Strict ? "strict" : "loose",
            ["window"] = char.IsAsciiDigit(question.Window[0]) ? question.Window + "s" : question.Window,
        };
        if (question.Breakdown is { } breakdown)
        {
            json["breakdown"] = breakdown;
        }

        return Read(world, json, question.Range, question.Filters, FunnelQueryJson.Parse);
    }

    public static JourneyQuery Of(RandomWorld world, JourneyQuestion question)
    {
        var json = new JsonObject { ["kind"] = question.Kind };
        if (question.Kind == "paths")
        {
            json["length"] = question.Length;
        }
        else
        {
            json["page"] = question.Page;
        }

        return Read(world, json, question.Range, question.Filters, JourneyJson.Parse);
    }

    public static RetentionQuery Of(RandomWorld world, RetentionQuestion question) =>
        Read(world, new JsonObject { ["period"] = question.Period }, question.Range, question.Filters, RetentionJson.Parse);

    private static T Read<T>(RandomWorld world, JsonObject json, OracleRange range, OracleFilter[] filters, Func<QuestionFields, Site, DateTimeOffset, T?> parse)
        where T : class
    {
        json["date_range"] = range.From is { } from
            ? new JsonArray(Instant(from), Instant(range.Before!.Value.AddSeconds(-1)))
            : new JsonArray(range.First.ToString(), range.Last.ToString());
        json["filters"] = new JsonArray([.. filters.Select(QuestionJson.Tree)]);
        using JsonDocument written = JsonDocument.Parse(json.ToJsonString());
        var fields = new QuestionFields(written.RootElement, WorldTerms.Of(world));
        return parse(fields, world.Site, Later) is { } query && fields.Faults.Count == 0
            ? query
            : throw new InvalidOperationException($"{json}\n{string.Join('\n', fields.Faults)}");
    }

    private static string Instant(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
