using Analytics.Engine.Sites;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store.Accounts;
using Analytics.Store.Goals;
using Analytics.Store.Inputs;

namespace Analytics.Functions.Goals;

/// <summary>Goals of a site: list, create, read, update, delete.</summary>
internal static class GoalRoutes
{
    private const int MaxBody = 16 * 1024;

    public static void MapGoals(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v2/sites/{id}/goals", List).Needs(Scopes.Stats);
        routes.MapPost("/api/v2/sites/{id}/goals", Create).Needs(Scopes.Admin);
        routes.MapGet("/api/v2/sites/{id}/goals/{goal}", Get).Needs(Scopes.Stats);
        routes.MapPut("/api/v2/sites/{id}/goals/{goal}", Update).Needs(Scopes.Admin);
        routes.MapDelete("/api/v2/sites/{id}/goals/{goal}", Delete).Needs(Scopes.Admin).TakesNoBody();
    }

    private static async Task<IResult> List(HttpContext context, OwnSite own, GoalBook goals) => Results.Json(
        new GoalList([.. (await goals.ReadAllAsync(own.Site, context.RequestAborted)).Select(GoalView.Of)]), GoalsJson.Default.GoalList);

    private static async Task<IResult> Get(HttpContext context, OwnSite own, string goal, GoalBook goals) =>
        await goals.FindAsync(own.Site, goal, context.RequestAborted) is { } found
            ? Results.Json(GoalView.Of(found), GoalsJson.Default.GoalView)
            : Problem.NotFound("goal");

    private static async Task<IResult> Create(HttpContext context, OwnSite own, GoalBook goals) =>
        await goals.DraftAsync(own.Site, context.RequestAborted) is { } draft
            ? await SaveAsync(context, goals, draft)
            : Problem.Conflict($"A site has at most {GoalBook.Most} goals.");

    private static async Task<IResult> Update(HttpContext context, OwnSite own, string goal, GoalBook goals) =>
        await goals.DraftAsync(own.Site, goal, context.RequestAborted) is { } draft
            ? await SaveAsync(context, goals, draft)
            : Problem.NotFound("goal");

    private static async Task<IResult> Delete(HttpContext context, OwnSite own, string goal, GoalBook goals) =>
        await goals.DeleteAsync(own.Site, goal, context.RequestAborted) ? Results.NoContent() : Problem.NotFound("goal");

    private static async Task<IResult> SaveAsync(HttpContext context, GoalBook goals, Draft<Goal> draft)
    {
        if (!(await Form.ReadAsync(context.Request, MaxBody, GoalsJson.Default.GoalForm)).TryGet(out GoalForm? form, out Problem? problem))
        {
            return problem;
        }

        List<InputFault> faults = [];
        Goal edited = form.Over(draft.Start, faults);
        return SaveAnswer.Of(InWordsOfTheForm(await goals.SaveAsync(draft, edited, faults, context.RequestAborted)), "goal", goal =>
        {
            if (draft.Before is not null)
            {
                return Results.Json(GoalView.Of(goal), GoalsJson.Default.GoalView);
            }

            context.Response.Headers.Location = $"/api/v2/sites/{goal.SiteId}/goals/{goal.Id}";
            return Results.Json(GoalView.Of(goal), GoalsJson.Default.GoalView, statusCode: StatusCodes.Status201Created);
        });
    }

    private static SaveOutcome<Goal> InWordsOfTheForm(SaveOutcome<Goal> outcome) => outcome is SaveOutcome<Goal>.Invalid { Faults: var faults }
        ? new SaveOutcome<Goal>.Invalid([.. faults.Select(f => f.Field == "scrollThreshold" ? f with { Field = "scroll" } : f)])
        : outcome;
}
