using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Analytics.Engine.Sites;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;

namespace Analytics.Functions.Health;

/// <summary>Whether the process lives, and whether it can reach its table.</summary>
internal static class ProbeRoutes
{
    public static void MapProbes(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("ok")).Public();
        routes.MapGet("/health/ready", Ready).Public();
    }

    private static async Task<IResult> Ready(HttpContext context, SiteDirectory sites)
    {
        try
        {
            _ = await sites.FindAsync("health-probe", context.RequestAborted);
            return Results.Text("ok");
        }
        catch (Exception unreachable) when (unreachable is AmazonServiceException or AmazonClientException or HttpRequestException or AmazonDynamoDBException)
        {
            return new Problem("Not ready", StatusCodes.Status503ServiceUnavailable, "DynamoDB does not answer.");
        }
    }
}
