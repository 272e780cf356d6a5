using System.Text.Json;
using Analytics.Engine.Sites;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Functions.Resources;
using Analytics.Functions.Tables;
using Analytics.Store.Accounts;
using Analytics.Store.Annotations;
using Analytics.Store.Calendars;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;

namespace Analytics.Functions.Annotations;

/// <summary>Notes on a site's timeline: list, create, read, update, delete.</summary>
internal static class AnnotationRoutes
{
    private const int MaxBody = 16 * 1024;
    private const string Root = "/api/v2/sites/{id}/annotations";

    public static void MapAnnotations(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Root, List).Needs(Scopes.Stats).Reads(["from", "to", .. ListPage.Parameters]).AsTable("annotations");
        routes.MapPost(Root, Create).Needs(Scopes.Admin);
        routes.MapGet(Root + "/{annotation}", Get).Needs(Scopes.Stats);
        routes.MapPut(Root + "/{annotation}", Update).Needs(Scopes.Admin);
        routes.MapDelete(Root + "/{annotation}", Delete).Needs(Scopes.Admin).TakesNoBody();
    }

    // An instant is written on the clock of its site.
    private static Resource<Annotation> Of(Site site) => new(
        "annotation", "annotations", AnnotationJson.Columns, annotation => annotation.Id.Value, (writer, annotation) => AnnotationJson.Write(writer, annotation, site));

    private static async Task<IResult> List(HttpContext context, OwnSite own, AnnotationBook annotations)
    {
        List<InputFault> faults = [];
        LocalDay first = Day("from") ?? new LocalDay(DateOnly.MinValue), last = Day("to") ?? new LocalDay(DateOnly.MaxValue);
        if (first > last)
        {
            faults.Add(new InputFault("from", "must not be after to"));
        }

        IReadOnlyList<Annotation> all = await annotations.ReadAllAsync(own.Site, context.RequestAborted);
        return Of(own.Site).List(context, new TableFile(own.Site), [.. all.Where(annotation => annotation.Touches(first, last))], faults);

        LocalDay? Day(string name)
        {
            string text = context.Request.Query[name].ToString();
            if (text.Length == 0 || LocalDay.TryParseAsked(text, out LocalDay day))
            {
                return text.Length == 0 ? null : LocalDay.Parse(text);
            }

            faults.Add(new InputFault(name, LocalDay.AskedRule));
            return null;
        }
    }

    private static async Task<IResult> Get(HttpContext context, OwnSite own, string annotation, AnnotationBook annotations) =>
        Of(own.Site).One(await annotations.FindAsync(own.Site, annotation, context.RequestAborted));

    private static async Task<IResult> Create(HttpContext context, OwnSite own, AnnotationBook annotations) =>
        await annotations.NewDraftAsync(own.Site, context.Caller().Name, context.RequestAborted) is { } draft
            ? await SaveAsync(context, own.Site, annotations, draft)
            : Problem.Conflict($"A site has at most {AnnotationBook.Most} annotations: delete some that are not needed any more.");

    private static async Task<IResult> Update(HttpContext context, OwnSite own, string annotation, AnnotationBook annotations) =>
        await annotations.DraftAsync(own.Site, annotation, context.RequestAborted) is { Before: { } before } draft
            ? Of(own.Site).Refuse(context, before) ?? await SaveAsync(context, own.Site, annotations, draft)
            : Problem.NotFound("annotation");

    private static async Task<IResult> Delete(HttpContext context, OwnSite own, string annotation, AnnotationBook annotations) => await Of(own.Site).DeleteAsync(
        context,
        await annotations.FindAsync(own.Site, annotation, context.RequestAborted),
        found => annotations.DeleteAsync(own.Site, found.Id.Value, context.RequestAborted),
        found => annotations.DeleteAsync(found, context.RequestAborted));

    private static async Task<IResult> SaveAsync(HttpContext context, Site site, AnnotationBook annotations, Draft<Annotation> draft)
    {
        if (!(await Body.ReadJsonAsync(context.Request, MaxBody, context.RequestAborted)).TryGet(out JsonDocument? sent, out Problem? problem))
        {
            return problem;
        }

        using (sent)
        {
            List<InputFault> faults = [];
            Annotation edited = AnnotationJson.Over(sent.RootElement, draft.Start, site, faults);
            return Of(site).Saved(
                context, draft.Before is null, await annotations.SaveAsync(draft, edited, faults, context.RequestAborted), saved => saved, saved => $"/api/v2/sites/{site.Id}/annotations/{saved.Id}");
        }
    }
}
