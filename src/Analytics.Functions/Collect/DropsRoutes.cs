using System.Text.Json.Serialization;
using Analytics.Engine;
using Analytics.Functions.Hosting;
using Analytics.Functions.Wire;
using Analytics.Store.Accounts;
using Analytics.Store.Sites;

namespace Analytics.Functions.Collect;

/// <summary>Why a site's events were dropped since this instance started: the answer to "where are my visits?".</summary>
internal static class DropsRoutes
{
    public static void MapDrops(this IEndpointRouteBuilder routes) => routes.MapGet("/api/v2/sites/{id}/drops", Get).Needs(Scopes.Stats);

    private static async Task<IResult> Get(HttpContext context, string id, SiteDirectory sites, DropCounter drops)
    {
        Site? site = await sites.FindAsync(id, context.RequestAborted);
        return site is not null && site.OwnerId == context.Caller().OwnerId
            ? Results.Json(new DropsView(drops.Of(site.Id.Value)), DropsJson.Default.DropsView)
            : Problem.NotFound("site");
    }
}

/// <summary>Drops by reason: a lower bound, because each instance counts in its memory.</summary>
internal sealed record DropsView(IReadOnlyDictionary<string, long> Drops);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DropsView))]
internal sealed partial class DropsJson : JsonSerializerContext;
