using System.Text.Json;
using Analytics.Engine.Sites;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Functions.Resources;
using Analytics.Functions.Tables;
using Analytics.Store.Accounts;
using Analytics.Store.Goals;
using Analytics.Store.Inputs;

namespace Analytics.Functions.Goals;

/// <summary>Goals of a site: list, create, read, update, delete.</summary>
internal static class GoalRoutes
{
    private const int MaxBody = 16 * 1024;

    private static readonly Resource<Goal> Goals = new(
        "goal", "goals", ["id", "name", "type", "pattern", "match", "properties", "scroll", "value", "isActive", "createdAt", "updatedAt"], goal => goal.Id,
        (writer, goal) => JsonSerializer.Serialize(writer, GoalView.Of(goal), GoalsJson.Default.GoalView));

    public static void MapGoals(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v2/sites/{id}/goals", List).Needs(Scopes.Stats).Reads(ListPage.Parameters).AsTable("goals");
        routes.MapPost("/api/v2/sites/{id}/goals", Create).Needs(Scopes.Admin);
        routes.MapGet("/api/v2/sites/{id}/goals/{goal}", Get).Needs(Scopes.Stats);
        routes.MapPut("/api/v2/sites/{id}/goals/{goal}", Update).Needs(Scopes.Admin);
        routes.MapDelete("/api/v2/sites/{id}/goals/{goal}", Delete).Needs(Scopes.Admin).TakesNoBody();
    }

    private static async Task<IResult> List(HttpContext context, OwnSite own, GoalBook goals) =>
        Goals.List(context, new TableFile(own.Site), await goals.ReadAllAsync(own.Site, context.RequestAborted));

    private static async Task<IResult> Get(HttpContext context, OwnSite own, string goal, GoalBook goals) =>
        Goals.One(await goals.FindAsync(own.Site, goal, context.RequestAborted));

    private static async Task<IResult> Create(HttpContext context, OwnSite own, GoalBook goals) =>
        await goals.DraftAsync(own.Site, context.RequestAborted) is { } draft
            ? await SaveAsync(context, goals, draft)
            : Problem.Conflict($"A site has at most {GoalBook.Most} goals.");

    private static async Task<IResult> Update(HttpContext context, OwnSite own, string goal, GoalBook goals) =>
        await goals.DraftAsync(own.Site, goal, context.RequestAborted) is { Before: { } before } draft
            ? Goals.Refuse(context, before) ?? await SaveAsync(context, goals, draft)
            : Problem.NotFound("goal");

    private static async Task<IResult> Delete(HttpContext context, OwnSite own, string goal, GoalBook goals) => await Goals.DeleteAsync(
        context,
        await goals.FindAsync(own.Site, goal, context.RequestAborted),
        found => goals.DeleteAsync(own.Site, found.Id, context.RequestAborted),
        found => goals.DeleteAsync(found, context.RequestAborted));

    private static async Task<IResult> SaveAsync(HttpContext context, GoalBook goals, Draft<Goal> draft)
    {
        if (!(await Form.ReadAsync(context.Request, MaxBody, GoalsJson.Default.GoalForm)).TryGet(out GoalForm? form, out Problem? problem))
        {
            return problem;
        }

        List<InputFault> faults = [];
        Goal edited = form.Over(draft.Start, faults);
        return Goals.Saved(
            context, draft.Before is null, InWordsOfTheForm(await goals.SaveAsync(draft, edited, faults, context.RequestAborted)), goal => goal, goal => $"/api/v2/sites/{goal.SiteId}/goals/{goal.Id}");
    }

    private static SaveOutcome<Goal> InWordsOfTheForm(SaveOutcome<Goal> outcome) => outcome is SaveOutcome<Goal>.Invalid { Faults: var faults }
        ? new SaveOutcome<Goal>.Invalid([.. faults.Select(f => f.Field == "scrollThreshold" ? f with { Field = "scroll" } : f)])
        : outcome;
}
