using System.Security.Cryptography;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Sites;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store;
using Analytics.Store.Accounts;
using Analytics.Store.Funnels;
using Analytics.Store.Sites;

namespace Analytics.Functions.Stats.Funnels;

/// <summary>Saved funnels of a site: list, save, read, change, remove.</summary>
internal static class SavedFunnelRoutes
{
    private const int MaxBody = 64 * 1024;
    private const int MaxFunnels = 200;

    public static void MapSavedFunnels(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v2/sites/{id}/funnels", List).Needs(Scopes.Stats);
        routes.MapPost("/api/v2/sites/{id}/funnels", Create).Needs(Scopes.Admin);
        routes.MapGet("/api/v2/sites/{id}/funnels/{funnel}", Get).Needs(Scopes.Stats);
        routes.MapPut("/api/v2/sites/{id}/funnels/{funnel}", Update).Needs(Scopes.Admin);
        routes.MapDelete("/api/v2/sites/{id}/funnels/{funnel}", Delete).Needs(Scopes.Admin);
    }

    private static async Task<IResult> List(HttpContext context, string id, SiteDirectory sites, FunnelReader funnels)
    {
        if (await SiteQuestion.SiteAsync(context, sites, id) is not { } site)
        {
            return Problem.NotFound("site");
        }

        IReadOnlyList<Funnel> all = await funnels.ReadAllAsync(site, context.RequestAborted);
        return new JsonAnswer(writer => SavedFunnelJson.WriteAll(writer, all));
    }

    private static async Task<IResult> Get(HttpContext context, string id, string funnel, SiteDirectory sites, FunnelReader funnels) =>
        await SiteQuestion.SiteAsync(context, sites, id) is not { } site ? Problem.NotFound("site")
        : await funnels.FindAsync(site, funnel, context.RequestAborted) is not { } found ? Problem.NotFound("funnel")
        : new JsonAnswer(writer => SavedFunnelJson.Write(writer, found));

    private static async Task<IResult> Create(
        HttpContext context, string id, IAmazonDynamoDB client, AnalyticsStore store, SiteDirectory sites, FunnelReader funnels, TermsReader terms, TimeProvider clock)
    {
        if (await SiteQuestion.SiteAsync(context, sites, id) is not { } site)
        {
            return Problem.NotFound("site");
        }

        if ((await funnels.ReadAllAsync(site, context.RequestAborted)).Count >= MaxFunnels)
        {
            return Problem.Conflict($"A site has at most {MaxFunnels} funnels.");
        }

        DateTimeOffset now = Now(clock);
        var empty = new Funnel
        {
            Id = FunnelId.Parse(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))),
            SiteId = site.Id,
            Name = "",
            Definition = "{}",
            CreatedAt = now,
            UpdatedAt = now,
        };
        return await SaveAsync(context, site, terms, empty, async funnel =>
        {
            _ = await client.PutItemAsync(store.CreateFunnelCommand(funnel), context.RequestAborted);
            context.Response.Headers.Location = $"/api/v2/sites/{site.Id}/funnels/{funnel.Id}";
            return new JsonAnswer(writer => SavedFunnelJson.Write(writer, funnel), StatusCodes.Status201Created);
        });
    }

    private static async Task<IResult> Update(
        HttpContext context,
        string id,
        string funnel,
        IAmazonDynamoDB client,
        AnalyticsStore store,
        SiteDirectory sites,
        FunnelReader funnels,
        TermsReader terms,
        TimeProvider clock)
    {
        if (await SiteQuestion.SiteAsync(context, sites, id) is not { } site)
        {
            return Problem.NotFound("site");
        }

        if (await funnels.FindAsync(site, funnel, context.RequestAborted) is not { } before)
        {
            return Problem.NotFound("funnel");
        }

        DateTimeOffset now = Now(clock);
        Funnel later = before with { UpdatedAt = now > before.UpdatedAt ? now : before.UpdatedAt.AddMilliseconds(1) };
        return await SaveAsync(context, site, terms, later, async after =>
        {
            try
            {
                _ = await client.PutItemAsync(store.UpdateFunnelCommand(before, after), context.RequestAborted);
            }
            catch (ConditionalCheckFailedException)
            {
                return Problem.Conflict("The funnel was changed by somebody else: read it again and repeat the change.");
            }

            return new JsonAnswer(writer => SavedFunnelJson.Write(writer, after));
        });
    }

    private static async Task<IResult> Delete(
        HttpContext context, string id, string funnel, IAmazonDynamoDB client, AnalyticsStore store, SiteDirectory sites, FunnelReader funnels)
    {
        if (await SiteQuestion.SiteAsync(context, sites, id) is not { } site)
        {
            return Problem.NotFound("site");
        }

        if (await funnels.FindAsync(site, funnel, context.RequestAborted) is not { } found)
        {
            return Problem.NotFound("funnel");
        }

        _ = await client.DeleteItemAsync(store.DeleteFunnelCommand(site.Id, found.Id), context.RequestAborted);
        return Results.NoContent();
    }

    // Puts what was sent over a funnel, and stores what comes of it.
    private static async Task<IResult> SaveAsync(HttpContext context, Site site, TermsReader terms, Funnel before, Func<Funnel, Task<IResult>> store)
    {
        (JsonDocument? sent, Problem? problem) = await Body.ReadJsonAsync(context.Request, MaxBody, context.RequestAborted);
        if (sent is null)
        {
            return problem!;
        }

        using (sent)
        using (JsonDocument whole = SavedFunnelJson.Over(before, sent.RootElement))
        {
            return await SiteQuestion.AnswerAsync(
                site,
                await SiteQuestion.FieldsAsync(context, site, terms, whole.RootElement),
                (fields, _) => SavedFunnelJson.Parse(fields, before),
                (_, funnel) => store(funnel));
        }
    }

    // As it is stored.
    private static DateTimeOffset Now(TimeProvider clock) => DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
}
