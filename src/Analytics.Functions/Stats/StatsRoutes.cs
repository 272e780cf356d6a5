using System.Buffers;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Analytics.Engine.Reading;
using Analytics.Engine.Sites;
using Analytics.Engine.Stats;
using Analytics.Functions.Callers;
using Analytics.Functions.Configuration;
using Analytics.Functions.Http;
using Analytics.Functions.Tables;
using Analytics.Store.Accounts;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Reads;
using Analytics.Store.Stats.Terms;
using Microsoft.Net.Http.Headers;

namespace Analytics.Functions.Stats;

/// <summary>Questions about a site: one in Plausible's form, or many that are answered from one reading of the days.</summary>
internal static class StatsRoutes
{
    private const int MaxBody = 256 * 1024;
    private const string UnknownSite = "#/site_id: must be the id, a domain or an alias of a site that the key's owner has";

    public static void MapStats(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v2/query", Query).Needs(Scopes.Stats).Reads("explain").RefusesAs(RefusalForm.ErrorText).AsTable("query");
        routes.MapGet("/api/v2/query", Query).Needs(Scopes.Stats).Reads("q", "explain").RefusesAs(RefusalForm.ErrorText).AsTable("query");
        routes.MapPost("/api/v2/queries", Queries).Needs(Scopes.Stats).Reads("explain");
        routes.MapGet("/api/v2/queries", Queries).Needs(Scopes.Stats).Reads("q", "explain");
    }

    private static async Task Query(HttpContext context, SiteDirectory sites, StatsReader reader, DayReader days, TermsReader termsReader, Settings settings, TimeProvider clock)
    {
        if (!(await ReadAsync(context)).TryGet(out JsonDocument? json, out Problem? problem))
        {
            await Error(context, problem.Status, problem.Status == StatusCodes.Status400BadRequest ? "#: must be a JSON object of readable text, each name once" : problem.Title);
            return;
        }

        using (json)
        {
            string? name = StatsQueryJson.SiteOf(json.RootElement);
            Site? site = await context.Caller().FindSiteAsync(sites, name, context.RequestAborted);
            if (name is not null && site is null)
            {
                await Error(context, StatusCodes.Status401Unauthorized, UnknownSite);
                return;
            }

            site = site is null ? null : await AllOfTime.BeginAsync(json.RootElement, site, days, context.RequestAborted);
            SiteTerms terms = await TermsAsync(context, json, site, termsReader);
            StatsQueryOutcome outcome = StatsQueryJson.Parse(json.RootElement, site!, clock.GetUtcNow(), terms);
            if (outcome is not StatsQueryOutcome.Accepted { Query: var query })
            {
                await Error(context, StatusCodes.Status400BadRequest, ((StatsQueryOutcome.Refused)outcome).Error);
                return;
            }

            await AnswerAsync(context, json, site!, [query], reader, settings, (writer, results) => StatsResultJson.WriteMembers(writer, site!, name!, results[0]), results => QueryTable.Of(context, json.RootElement, site!, results[0]));
        }
    }

    private static async Task Queries(HttpContext context, SiteDirectory sites, StatsReader reader, DayReader days, TermsReader termsReader, Settings settings, TimeProvider clock)
    {
        if (!(await ReadAsync(context)).TryGet(out JsonDocument? json, out Problem? problem))
        {
            await problem.ExecuteAsync(context);
            return;
        }

        using (json)
        {
            string? name = StatsQueriesJson.SiteOf(json.RootElement);
            if (await context.Caller().FindSiteAsync(sites, name, context.RequestAborted) is not { } found)
            {
                await Error(context, StatusCodes.Status401Unauthorized, UnknownSite);
                return;
            }

            Site site = await AllOfTime.BeginAsync(json.RootElement, found, days, context.RequestAborted);
            SiteTerms terms = await TermsAsync(context, json, site, termsReader);
            if (StatsQueriesJson.Parse(json.RootElement, site, clock.GetUtcNow(), terms, out string error) is not { } outcomes)
            {
                await Error(context, StatusCodes.Status400BadRequest, error);
                return;
            }

            StatsQuery[] queries = [.. outcomes.OfType<StatsQueryOutcome.Accepted>().Select(a => a.Query)];
            await AnswerAsync(context, json, site, queries, reader, settings, (writer, results) => StatsQueriesJson.WriteMembers(writer, site, name!, outcomes, results), _ => null);
        }
    }

    // A question may also come in the address, so that its answer can be kept and asked for again by what it depends on.
    private static async Task<OrProblem<JsonDocument>> ReadAsync(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            return await Body.ReadJsonAsync(context.Request, MaxBody, context.RequestAborted);
        }

        return Body.TryParse(Encoding.UTF8.GetBytes(context.Request.Query["q"].ToString())) is { } json
            ? json
            : Problem.Invalid("q", "must be a JSON object of readable text, each name once, percent-encoded");
    }

    private static async Task AnswerAsync(
        HttpContext context, JsonDocument json, Site site, StatsQuery[] queries, StatsReader reader, Settings settings, Action<Utf8JsonWriter, IReadOnlyList<StatsResult>> write, Func<IReadOnlyList<StatsResult>, IResult?> table)
    {
        string explain = context.Request.Query["explain"].ToString();
        if (explain is not ("" or "0" or "1" or "plan"))
        {
            await Error(context, StatusCodes.Status400BadRequest, "explain: must be 1, for the answer and what it took, or plan, for what it would take");
            return;
        }

        if (explain == "plan" && context.FormAsked().Form != AnswerForm.Json)
        {
            await Error(context, StatusCodes.Status400BadRequest, "explain: plan is answered as JSON alone: leave format out, or ask for json");
            return;
        }

        if (BudgetJson.Parse(json.RootElement, out string error) is not { } budget)
        {
            await Error(context, StatusCodes.Status400BadRequest, error);
            return;
        }

        long began = Stopwatch.GetTimestamp();
        StatsReading reading = await reader.OpenAsync(site, queries, context.RequestAborted);
        if (explain == "plan")
        {
            await Answer(context, StatusCodes.Status200OK, writer => ExplainJson.Write(writer, reading.PlanFor(ReadBudget.Unlimited), null));
            return;
        }

        if (explain.Length == 0 && IsKnown(context, reading.Fingerprint))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        try
        {
            ReadBudget allowed = budget.Within(new ReadBudget { Bytes = settings.QueryBytes });
            ReadPlan plan = reading.PlanFor(allowed);
            IReadOnlyList<StatsResult> results = await reading.ReadAsync(allowed, context.RequestAborted);
            if (table(results) is { } rows)
            {
                ExplainJson.Tell(context, plan, reading.Cost, Stopwatch.GetElapsedTime(began));
                await rows.ExecuteAsync(context);
                return;
            }

            await Answer(context, StatusCodes.Status200OK, writer =>
            {
                write(writer, results);
                if (explain == "1")
                {
                    ExplainJson.Write(writer, plan, (reading.Cost, Stopwatch.GetElapsedTime(began)));
                }
            });
        }
        catch (AnalyticsInputException refused) when (refused.Faults[0].Field == "budget")
        {
            context.Response.Headers.Remove(HeaderNames.ETag);
            await Error(context, StatusCodes.Status400BadRequest, $"#/budget: {refused.Faults[0].Problem}");
        }
    }

    // What does not change has a tag: by it a client finds out, without our reading a block, that it has the answer already.
    private static bool IsKnown(HttpContext context, string? fingerprint)
    {
        if (fingerprint is null || !HttpMethods.IsGet(context.Request.Method))
        {
            return false;
        }

        string version = typeof(StatsRoutes).Module.ModuleVersionId.ToString(); // another release may write another answer
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{version}\n{fingerprint}\n{context.Request.Path}\n{context.Request.Query["q"]}\n{context.FormAsked()}"));
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(hash.AsSpan(0, 16))}\"");
        context.Response.Headers.ETag = tag.ToString();
        context.Response.Headers.CacheControl = "private, no-cache";
        return context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false));
    }

    // Most questions name neither goals nor segments, and are not to wait for them.
    private static async Task<SiteTerms> TermsAsync(HttpContext context, JsonDocument json, Site? site, TermsReader terms) =>
        site is not null && StatsQueryJson.NeedsTerms(json.RootElement) ? await terms.ReadAsync(site, context.RequestAborted) : SiteTerms.None;

    private static Task Error(HttpContext context, int status, string error) => Answer(context, status, writer => writer.WriteString("error", error));

    private static async Task Answer(HttpContext context, int status, Action<Utf8JsonWriter> writeMembers)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        await using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = buffer.WrittenCount;
        await context.Response.Body.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
    }
}
