using System.Text.Json;
using Analytics.Functions.Wire;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Terms;

namespace Analytics.Functions.Stats;

/// <summary>
/// Many questions about one site in one request: <c>{"site_id": "…", "queries": […]}</c>. A question may leave out the site that the
/// request names; one that names another is refused.
/// </summary>
public static class StatsQueriesJson
{
    /// <summary>The most questions in one request.</summary>
    public const int MaxQueries = 50;

    private static readonly string[] Keys = ["site_id", "queries", "budget"];

    /// <summary>The site that the request is about: its own, else that of the first question; null where neither names one.</summary>
    public static string? SiteOf(JsonElement request) =>
        StatsQueryJson.SiteOf(request)
        ?? (request.ValueKind == JsonValueKind.Object && request.TryGetProperty("queries", out JsonElement queries)
            && queries.ValueKind == JsonValueKind.Array && queries.GetArrayLength() > 0
                ? StatsQueryJson.SiteOf(queries[0])
                : null);

    /// <summary>The questions, each judged by itself.</summary>
    /// <param name="request">The request's JSON.</param>
    /// <param name="site">The site that <see cref="SiteOf"/> was found to be.</param>
    /// <param name="now">What relative ranges count from.</param>
    /// <param name="terms">The site's goals and segments.</param>
    /// <param name="error">Why the request as a whole cannot be read, where null is returned.</param>
    public static IReadOnlyList<StatsQueryOutcome>? Parse(JsonElement request, Site site, DateTimeOffset now, SiteTerms terms, out string error)
    {
        error = request.ValueKind != JsonValueKind.Object || !ReadableJson.IsReadable(request) ? "#: must be an object of readable text"
            : request.EnumerateObject().FirstOrDefault(p => !Keys.Contains(p.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } stray
                ? UnknownField.At($"#/{stray.Name}", Keys)
            : !request.TryGetProperty("queries", out JsonElement queries) ? "#/queries: is required: a list of questions"
            : queries.ValueKind != JsonValueKind.Array || queries.GetArrayLength() is < 1 or > MaxQueries ? $"#/queries: must be a list of 1 to {MaxQueries} questions"
            : "";
        if (error.Length > 0)
        {
            return null;
        }

        string? siteId = SiteOf(request);
        return [.. request.GetProperty("queries").EnumerateArray().Select(question => StatsQueryJson.SiteOf(question) is { } other && other != siteId
            ? new StatsQueryOutcome.Refused("#/site_id: must be the site of the request: ask about another site in a request of its own")
            : StatsQueryJson.Parse(question, site, now, terms, siteIsKnown: siteId is not null))];
    }

    /// <summary>Writes <c>{"answers": […]}</c>: for each question its answer, or its <c>{"error": "…"}</c>, in order.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="site">The site.</param>
    /// <param name="siteId">What the caller calls it.</param>
    /// <param name="outcomes">What <see cref="Parse"/> made of the questions.</param>
    /// <param name="results">The answers to the accepted ones, in order.</param>
    public static void Write(
        Utf8JsonWriter writer, Site site, string siteId, IReadOnlyList<StatsQueryOutcome> outcomes, IReadOnlyList<StatsResult> results)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(outcomes);
        ArgumentNullException.ThrowIfNull(results);
        writer.WriteStartObject();
        WriteMembers(writer, site, siteId, outcomes, results);
        writer.WriteEndObject();
    }

    internal static void WriteMembers(
        Utf8JsonWriter writer, Site site, string siteId, IReadOnlyList<StatsQueryOutcome> outcomes, IReadOnlyList<StatsResult> results)
    {
        writer.WriteStartArray("answers");
        int next = 0;
        foreach (StatsQueryOutcome outcome in outcomes)
        {
            if (outcome is StatsQueryOutcome.Refused refused)
            {
                StatsResultJson.WriteError(writer, refused.Error);
            }
            else
            {
                StatsResultJson.Write(writer, site, siteId, results[next++]);
            }
        }

        writer.WriteEndArray();
    }
}
