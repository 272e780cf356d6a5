using System.Security.Cryptography;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Analytics.Engine;
using Analytics.Functions.Hosting;
using Analytics.Store;
using Analytics.Store.Accounts;
using Analytics.Store.Funnels;
using Analytics.Store.Sites;

namespace Analytics.Functions.Stats.Funnels;

/// <summary>Saved funnels of a site: list, save, read, replace, remove.</summary>
internal static class SavedFunnelRoutes
{
    public static void MapSavedFunnels(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v2/sites/{id}/funnels", List).Needs(Scopes.Stats);
        routes.MapPost("/api/v2/sites/{id}/funnels", Create).Needs(Scopes.Admin);
        routes.MapGet("/api/v2/sites/{id}/funnels/{funnel}", Get).Needs(Scopes.Stats);
        routes.MapPut("/api/v2/sites/{id}/funnels/{funnel}", Replace).Needs(Scopes.Admin);
        routes.MapDelete("/api/v2/sites/{id}/funnels/{funnel}", Delete).Needs(Scopes.Admin);
    }

    /// <summary>Null where there is none, or nothing can have that id.</summary>
    public static async Task<Funnel?> FindAsync(IAmazonDynamoDB client, AnalyticsStore store, Site site, string id, CancellationToken cancellation) =>
        TryId(id) is { } funnel ? AnalyticsStore.ReadFunnel(await client.GetItemAsync(store.GetFunnelCommand(site.Id, funnel), cancellation)) : null;

    private static async Task<IResult> List(HttpContext context, string id, SiteDirectory sites, IAmazonDynamoDB client, AnalyticsStore store)
    {
        if (await SiteQuestion.SiteAsync(context, sites, id) is not { } site)
        {
            return Problem.NotFound("site");
        }

        List<Funnel> funnels = [];
        string? next = null;
        do
        {
            ResultPage<Funnel> page = AnalyticsStore.ReadFunnels(await client.QueryAsync(store.ListFunnelsCommand(site.Id, next), context.RequestAborted));
            funnels.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null);
        return new JsonAnswer(writer => SavedFunnelJson.WriteAll(writer, funnels));
    }

    private static async Task<IResult> Get(HttpContext context, string id, string funnel, SiteDirectory sites, IAmazonDynamoDB client, AnalyticsStore store) =>
        await SiteQuestion.SiteAsync(context, sites, id) is not { } site ? Problem.NotFound("site")
        : await FindAsync(client, store, site, funnel, context.RequestAborted) is not { } found ? Problem.NotFound("funnel")
        : new JsonAnswer(writer => SavedFunnelJson.Write(writer, found));

    private static Task<IResult> Create(HttpContext context, string id, SiteDirectory sites, IAmazonDynamoDB client, AnalyticsStore store, TimeProvider clock) =>
        SiteQuestion.AskAsync<Funnel>(
            context,
            sites,
            id,
            (fields, site) => SavedFunnelJson.Parse(fields, site, null, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)), Now(clock)),
            async (site, funnel) =>
            {
                try
                {
                    _ = await client.PutItemAsync(store.CreateFunnelCommand(funnel), context.RequestAborted);
                }
                catch (ConditionalCheckFailedException)
                {
                    return Problem.Conflict("Another funnel of the site has this id.");
                }

                context.Response.Headers.Location = $"/api/v2/sites/{site.Id}/funnels/{funnel.Id}";
                return new JsonAnswer(writer => SavedFunnelJson.Write(writer, funnel), StatusCodes.Status201Created);
            });

    private static async Task<IResult> Replace(
        HttpContext context, string id, string funnel, SiteDirectory sites, IAmazonDynamoDB client, AnalyticsStore store, TimeProvider clock)
    {
        if (await SiteQuestion.SiteAsync(context, sites, id) is not { } own)
        {
            return Problem.NotFound("site");
        }

        if (await FindAsync(client, store, own, funnel, context.RequestAborted) is not { } before)
        {
            return Problem.NotFound("funnel");
        }

        return await SiteQuestion.AskAsync<Funnel>(
            context,
            sites,
            id,
            (fields, site) => SavedFunnelJson.Parse(fields, site, before, before.Id.Value, Now(clock)),
            async (_, after) =>
            {
                try
                {
                    _ = await client.PutItemAsync(store.UpdateFunnelCommand(before, after), context.RequestAborted);
                    return new JsonAnswer(writer => SavedFunnelJson.Write(writer, after));
                }
                catch (ConditionalCheckFailedException)
                {
                    return Problem.Conflict("The funnel was changed by somebody else: read it again and repeat the change.");
                }
            });
    }

    private static async Task<IResult> Delete(HttpContext context, string id, string funnel, SiteDirectory sites, IAmazonDynamoDB client, AnalyticsStore store)
    {
        if (await SiteQuestion.SiteAsync(context, sites, id) is not { } site)
        {
            return Problem.NotFound("site");
        }

        if (await FindAsync(client, store, site, funnel, context.RequestAborted) is not { } found)
        {
            return Problem.NotFound("funnel");
        }

        _ = await client.DeleteItemAsync(store.DeleteFunnelCommand(site.Id, found.Id), context.RequestAborted);
        return Results.NoContent();
    }

    private static FunnelId? TryId(string text)
    {
        try
        {
            return FunnelId.Parse(text);
        }
        catch (AnalyticsInputException)
        {
            return null;
        }
    }

    // As it is stored.
    private static DateTimeOffset Now(TimeProvider clock) => DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
}
