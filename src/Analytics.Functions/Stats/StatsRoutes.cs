using System.Buffers;
using System.Text.Json;
using Analytics.Engine;
using Analytics.Functions.Hosting;
using Analytics.Store.Accounts;
using Analytics.Store.Sites;
using Analytics.Store.Stats;

namespace Analytics.Functions.Stats;

/// <summary>Questions about a site: one in Plausible's form, or many that are answered from one reading of the days.</summary>
internal static class StatsRoutes
{
    private const int MaxBody = 256 * 1024;
    private const string UnknownSite =
        "Invalid API key or site ID. Please make sure you're using a valid API key with access to the site you've requested.";

    public static void MapStats(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v2/query", Query).Needs(Scopes.Stats);
        routes.MapPost("/api/v2/queries", Queries).Needs(Scopes.Stats);
    }

    private static async Task Query(HttpContext context, SiteDirectory sites, StatsReader reader, TermsReader termsReader, TimeProvider clock)
    {
        (JsonDocument? json, Problem? problem) = await Body.ReadJsonAsync(context.Request, MaxBody, context.RequestAborted);
        if (json is null)
        {
            await Error(context, problem!.Status, problem.Status == StatusCodes.Status400BadRequest ? "The request is not valid JSON." : problem.Title);
            return;
        }

        using (json)
        {
            string? name = StatsQueryJson.SiteOf(json.RootElement);
            Site? site = await OwnAsync(context, sites, name);
            if (name is not null && site is null)
            {
                await Error(context, StatusCodes.Status401Unauthorized, UnknownSite);
                return;
            }

            SiteTerms terms = await TermsAsync(context, json, site, termsReader);
            StatsQueryOutcome outcome = StatsQueryJson.Parse(json.RootElement, site!, clock.GetUtcNow(), terms);
            if (outcome is not StatsQueryOutcome.Accepted { Query: var query })
            {
                await Error(context, StatusCodes.Status400BadRequest, ((StatsQueryOutcome.Refused)outcome).Error);
                return;
            }

            IReadOnlyList<StatsResult> results = await reader.ReadAsync(site!, [query], context.RequestAborted);
            await Answer(context, StatusCodes.Status200OK, writer => StatsResultJson.Write(writer, site!, name!, results[0]));
        }
    }

    private static async Task Queries(HttpContext context, SiteDirectory sites, StatsReader reader, TermsReader termsReader, TimeProvider clock)
    {
        (JsonDocument? json, Problem? problem) = await Body.ReadJsonAsync(context.Request, MaxBody, context.RequestAborted);
        if (json is null)
        {
            await problem!.ExecuteAsync(context);
            return;
        }

        using (json)
        {
            string? name = StatsQueriesJson.SiteOf(json.RootElement);
            if (await OwnAsync(context, sites, name) is not { } site)
            {
                await Error(context, StatusCodes.Status401Unauthorized, UnknownSite);
                return;
            }

            SiteTerms terms = await TermsAsync(context, json, site, termsReader);
            if (StatsQueriesJson.Parse(json.RootElement, site, clock.GetUtcNow(), terms, out string error) is not { } outcomes)
            {
                await Error(context, StatusCodes.Status400BadRequest, error);
                return;
            }

            StatsQuery[] queries = [.. outcomes.OfType<StatsQueryOutcome.Accepted>().Select(a => a.Query)];
            IReadOnlyList<StatsResult> results = await reader.ReadAsync(site, queries, context.RequestAborted);
            await Answer(context, StatusCodes.Status200OK, writer => StatsQueriesJson.Write(writer, site, name!, outcomes, results));
        }
    }

    // Most questions name neither goals nor segments, and are not to wait for them.
    private static async Task<SiteTerms> TermsAsync(HttpContext context, JsonDocument json, Site? site, TermsReader terms) =>
        site is not null && StatsQueryJson.NeedsTerms(json.RootElement) ? await terms.ReadAsync(site, context.RequestAborted) : SiteTerms.None;

    private static async Task<Site?> OwnAsync(HttpContext context, SiteDirectory sites, string? name) =>
        name is not null && await sites.FindAsync(name, context.RequestAborted) is { } site && site.OwnerId == context.Caller().OwnerId ? site : null;

    private static Task Error(HttpContext context, int status, string error) =>
        Answer(context, status, writer => StatsResultJson.WriteError(writer, error));

    private static async Task Answer(HttpContext context, int status, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        await using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = buffer.WrittenCount;
        await context.Response.Body.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
    }
}
