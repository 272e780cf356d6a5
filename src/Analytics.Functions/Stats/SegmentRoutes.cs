using System.Text.Json;
using Analytics.Engine.Sites;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Functions.Resources;
using Analytics.Functions.Tables;
using Analytics.Store.Accounts;
using Analytics.Store.Inputs;
using Analytics.Store.Segments;
using Analytics.Store.Sites;

namespace Analytics.Functions.Stats;

/// <summary>Saved segments of a site, which questions name by their numbers: list, create, read, update, delete.</summary>
internal static class SegmentRoutes
{
    private const int MaxBody = 64 * 1024;

    private static readonly Resource<Segment> Segments = new(
        "segment", "segments", ["id", "name", "filters", "createdAt", "updatedAt"], segment => segment.Id.ToString(), SegmentJson.Write);

    public static void MapSegments(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v2/sites/{id}/segments", List).Needs(Scopes.Stats).Reads(ListPage.Parameters).AsTable("segments");
        routes.MapPost("/api/v2/sites/{id}/segments", Create).Needs(Scopes.Admin);
        routes.MapGet("/api/v2/sites/{id}/segments/{segment}", Get).Needs(Scopes.Stats);
        routes.MapPut("/api/v2/sites/{id}/segments/{segment}", Update).Needs(Scopes.Admin);
        routes.MapDelete("/api/v2/sites/{id}/segments/{segment}", Delete).Needs(Scopes.Admin).TakesNoBody();
    }

    private static async Task<IResult> List(HttpContext context, OwnSite own, SegmentBook segments) =>
        Segments.List(context, new TableFile(own.Site), await segments.ReadAllAsync(own.Site, context.RequestAborted));

    private static async Task<IResult> Get(HttpContext context, OwnSite own, string segment, SegmentBook segments) =>
        Segments.One(await segments.FindAsync(own.Site, segment, context.RequestAborted));

    private static async Task<IResult> Create(HttpContext context, OwnSite own, SegmentBook segments, TermsReader terms) =>
        await segments.DraftAsync(own.Site, context.RequestAborted) is { } draft
            ? await SaveAsync(context, own.Site, segments, draft, terms)
            : Problem.Conflict($"A site has at most {SegmentBook.Most} segments.");

    private static async Task<IResult> Update(HttpContext context, OwnSite own, string segment, SegmentBook segments, TermsReader terms) =>
        await segments.DraftAsync(own.Site, segment, context.RequestAborted) is { Before: { } before } draft
            ? Segments.Refuse(context, before) ?? await SaveAsync(context, own.Site, segments, draft, terms)
            : Problem.NotFound("segment");

    private static async Task<IResult> Delete(HttpContext context, OwnSite own, string segment, SegmentBook segments) => await Segments.DeleteAsync(
        context,
        await segments.FindAsync(own.Site, segment, context.RequestAborted),
        found => segments.DeleteAsync(own.Site, $"{found.Id}", context.RequestAborted),
        found => segments.DeleteAsync(found, context.RequestAborted));

    private static async Task<IResult> SaveAsync(HttpContext context, Site site, SegmentBook segments, Draft<Segment> draft, TermsReader terms)
    {
        if (!(await Body.ReadJsonAsync(context.Request, MaxBody, context.RequestAborted)).TryGet(out JsonDocument? json, out Problem? problem))
        {
            return problem;
        }

        using (json)
        {
            List<InputFault> faults = [];
            Segment edited = SegmentJson.Over(json.RootElement, draft.Start, await terms.ReadAsync(site, context.RequestAborted), faults);
            if (faults.Count > 0)
            {
                return Problem.Invalid(faults);
            }

            return Segments.Saved(
                context, draft.Before is null, await segments.SaveAsync(draft, edited, context.RequestAborted), segment => segment, segment => $"/api/v2/sites/{site.Id}/segments/{segment.Id}");
        }
    }
}
