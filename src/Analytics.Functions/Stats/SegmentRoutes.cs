using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Sites;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store;
using Analytics.Store.Accounts;
using Analytics.Store.Inputs;
using Analytics.Store.Segments;
using Analytics.Store.Sites;

namespace Analytics.Functions.Stats;

/// <summary>Saved segments of a site, which questions name by their numbers: list, make, read, change, remove.</summary>
internal static class SegmentRoutes
{
    private const int MaxBody = 64 * 1024;
    private const int MaxSegments = 1_000;

    public static void MapSegments(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v2/sites/{id}/segments", List).Needs(Scopes.Stats);
        routes.MapPost("/api/v2/sites/{id}/segments", Create).Needs(Scopes.Admin);
        routes.MapGet("/api/v2/sites/{id}/segments/{segment}", Get).Needs(Scopes.Stats);
        routes.MapPut("/api/v2/sites/{id}/segments/{segment}", Update).Needs(Scopes.Admin);
        routes.MapDelete("/api/v2/sites/{id}/segments/{segment}", Delete).Needs(Scopes.Admin);
    }

    private static async Task<IResult> List(HttpContext context, string id, SiteDirectory sites, TermsReader terms)
    {
        if (await OwnAsync(context, id, sites) is not { } site)
        {
            return Problem.NotFound("site");
        }

        IReadOnlyList<Segment> segments = await terms.ReadSegmentsAsync(site, context.RequestAborted);
        return Json(writer => SegmentJson.WriteAll(writer, segments));
    }

    private static async Task<IResult> Get(HttpContext context, string id, string segment, SiteDirectory sites, TermsReader terms) =>
        await OwnAsync(context, id, sites) is not { } site ? Problem.NotFound("site")
        : await FindAsync(site, segment, terms, context.RequestAborted) is not { } found ? Problem.NotFound("segment")
        : Json(writer => SegmentJson.Write(writer, found));

    private static async Task<IResult> Create(
        HttpContext context, string id, IAmazonDynamoDB client, AnalyticsStore store, SiteDirectory sites, TermsReader terms, TimeProvider clock)
    {
        if (await OwnAsync(context, id, sites) is not { } site)
        {
            return Problem.NotFound("site");
        }

        if ((await terms.ReadSegmentsAsync(site, context.RequestAborted)).Count >= MaxSegments)
        {
            return Problem.Conflict($"A site has at most {MaxSegments} segments.");
        }

        // Drawn by lot, so that the number of a segment that is gone never names another one.
        DateTimeOffset now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds()); // as it is stored
        var empty = new Segment
        {
            Id = new SegmentId(RandomNumberGenerator.GetInt32(1, int.MaxValue)),
            SiteId = site.Id,
            Name = "",
            Filters = "",
            CreatedAt = now,
            UpdatedAt = now,
        };
        (Segment? segment, Problem? problem) = await ReadAsync(context, site, empty, terms);
        if (segment is null)
        {
            return problem!;
        }

        _ = await client.PutItemAsync(store.CreateSegmentCommand(segment), context.RequestAborted);
        context.Response.Headers.Location = $"/api/v2/sites/{site.Id}/segments/{segment.Id}";
        return Json(writer => SegmentJson.Write(writer, segment), StatusCodes.Status201Created);
    }

    private static async Task<IResult> Update(
        HttpContext context, string id, string segment, IAmazonDynamoDB client, AnalyticsStore store, SiteDirectory sites, TermsReader terms, TimeProvider clock)
    {
        if (await OwnAsync(context, id, sites) is not { } site)
        {
            return Problem.NotFound("site");
        }

        if (await FindAsync(site, segment, terms, context.RequestAborted) is not { } before)
        {
            return Problem.NotFound("segment");
        }

        DateTimeOffset now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds()); // as it is stored
        (Segment? after, Problem? problem) =
            await ReadAsync(context, site, before with { UpdatedAt = now > before.UpdatedAt ? now : before.UpdatedAt.AddMilliseconds(1) }, terms);
        if (after is null)
        {
            return problem!;
        }

        try
        {
            _ = await client.PutItemAsync(store.UpdateSegmentCommand(before, after), context.RequestAborted);
        }
        catch (ConditionalCheckFailedException)
        {
            return Problem.Conflict("The segment was changed by somebody else: read it again and repeat the change.");
        }

        return Json(writer => SegmentJson.Write(writer, after));
    }

    private static async Task<IResult> Delete(
        HttpContext context, string id, string segment, IAmazonDynamoDB client, AnalyticsStore store, SiteDirectory sites, TermsReader terms)
    {
        if (await OwnAsync(context, id, sites) is not { } site)
        {
            return Problem.NotFound("site");
        }

        if (await FindAsync(site, segment, terms, context.RequestAborted) is not { } found)
        {
            return Problem.NotFound("segment");
        }

        _ = await client.DeleteItemAsync(store.DeleteSegmentCommand(site.Id, found.Id), context.RequestAborted);
        return Results.NoContent();
    }

    private static async Task<(Segment? Segment, Problem? Problem)> ReadAsync(HttpContext context, Site site, Segment before, TermsReader terms)
    {
        (JsonDocument? json, Problem? problem) = await Body.ReadJsonAsync(context.Request, MaxBody, context.RequestAborted);
        if (json is null)
        {
            return (null, problem);
        }

        using (json)
        {
            List<InputFault> faults = [];
            Segment segment = SegmentJson.Over(json.RootElement, before, await terms.ReadAsync(site, context.RequestAborted), faults);
            return faults.Count == 0 ? (segment, null) : (null, Problem.Invalid(faults));
        }
    }

    private static async Task<Segment?> FindAsync(Site site, string segment, TermsReader terms, CancellationToken cancellation) =>
        SegmentId.TryParse(segment, out SegmentId id)
            ? (await terms.ReadSegmentsAsync(site, cancellation)).FirstOrDefault(s => s.Id == id)
            : null;

    private static IResult Json(Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        return Results.Text(buffer.WrittenSpan, "application/json; charset=utf-8", status);
    }

    private static async Task<Site?> OwnAsync(HttpContext context, string id, SiteDirectory sites) =>
        await sites.FindAsync(id, context.RequestAborted) is { } site && site.OwnerId == context.Caller().OwnerId ? site : null;
}
