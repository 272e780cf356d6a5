using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Analytics.Engine.Days;
using Analytics.Engine.Erasing;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store.Accounts;
using Analytics.Store.Erasures;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;
using Analytics.Store.Stats.Terms;

namespace Analytics.Functions.Erasures;

/// <summary>Asks for a person, an import, what a filter meets, or everything to be erased, and reports how far that has come.</summary>
internal static class ErasureRoutes
{
    private const int MaxBody = 64 * 1024;
    private const string Nameless = "Visitors of that day have no names any more, or it has not begun: nothing that is stored of it tells who a visitor was.";
    private static readonly TimeSpan MostOfPreview = TimeSpan.FromSeconds(15);

    public static void MapErasures(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v2/sites/{id}/erasures", List).Needs(Scopes.Admin);
        routes.MapPost("/api/v2/sites/{id}/erasures", Ask).Needs(Scopes.Admin);
        routes.MapGet("/api/v2/sites/{id}/erasures/{erasure}", Get).Needs(Scopes.Admin);
        routes.MapDelete("/api/v2/sites/{id}/people", ErasePerson).Needs(Scopes.Admin).Reads("userId").TakesNoBody();
    }

    private static async Task<IResult> List(HttpContext context, OwnSite own, ErasureReader erasures)
    {
        IReadOnlyList<Erasure> found = await erasures.ListAsync(own.Site.Id, context.RequestAborted);
        return Results.Json(new ErasureList([.. found.Reverse().Select(ErasureView.Of)]), ErasuresJson.Default.ErasureList);
    }

    private static async Task<IResult> Get(HttpContext context, OwnSite own, string erasure, ErasureReader erasures)
    {
        return ErasureId.TryParse(erasure, out ErasureId name) && await erasures.FindAsync(own.Site.Id, name, context.RequestAborted) is { } found
            ? Results.Json(ErasureView.Of(found), ErasuresJson.Default.ErasureView)
            : Problem.NotFound("erasure");
    }

    private static async Task<IResult> Ask(HttpContext context, OwnSite own, Eraser eraser)
    {
        if (!(await Form.ReadAsync(context.Request, MaxBody, ErasuresJson.Default.ErasureForm)).TryGet(out ErasureForm? form, out Problem? problem))
        {
            return problem;
        }

        if (!TryParse(form, out ErasureSubject? subject, out IReadOnlyList<InputFault> faults))
        {
            return Problem.Invalid(faults);
        }

        if (form.Preview)
        {
            return await eraser.PreviewAsync(own.Site, subject, MostOfPreview, context.RequestAborted) is { } preview
                ? Results.Json(ErasurePreviewView.Of(preview), ErasuresJson.Default.ErasurePreviewView)
                : Problem.Conflict(Nameless);
        }

        return await AskAsync(context, own.Site, subject, eraser);
    }

    private static async Task<IResult> ErasePerson(HttpContext context, OwnSite own, Eraser eraser)
    {
        try
        {
            return await AskAsync(context, own.Site, ErasureSubject.Parse(context.Request.Query["userId"].ToString(), null, null), eraser);
        }
        catch (AnalyticsInputException invalid)
        {
            return Problem.Invalid(invalid.Faults);
        }
    }

    // The answer says what becomes of it and where to look.
    private static async Task<IResult> AskAsync(HttpContext context, Site site, ErasureSubject subject, Eraser eraser)
    {
        if (await eraser.AskAsync(site, subject, context.Caller().Name, context.RequestAborted) is not { } erasure)
        {
            return Problem.Conflict(Nameless);
        }

        context.Response.Headers.Location = context.Link($"/api/v2/sites/{site.Id}/erasures/{erasure.Id}");
        return Results.Json(ErasureView.Of(erasure), ErasuresJson.Default.ErasureView, statusCode: StatusCodes.Status202Accepted);
    }

    private static bool TryParse(ErasureForm form, [NotNullWhen(true)] out ErasureSubject? subject, out IReadOnlyList<InputFault> faults)
    {
        (subject, faults) = (null, []);
        string? filters = form.Filters is { ValueKind: not JsonValueKind.Null } list ? list.GetRawText() : null;
        try
        {
            subject = ErasureSubject.Parse(form.UserId, form.VisitorId, form.Day, form.Import, form.Everything, filters, form.From, form.To);
        }
        catch (AnalyticsInputException invalid)
        {
            faults = invalid.Faults;
        }

        if (filters is not null && !ErasedFilter.TryParse(filters, out _, out string? problem))
        {
            faults = [.. faults, new InputFault("filters", problem)];
        }

        return faults.Count == 0;
    }
}
