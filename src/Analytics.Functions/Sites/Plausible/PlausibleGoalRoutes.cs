using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Sites;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store.Accounts;
using Analytics.Store.Goals;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;

namespace Analytics.Functions.Sites.Plausible;

/// <summary>Plausible's Sites API: the goals of a site.</summary>
internal static class PlausibleGoalRoutes
{
    private const string Root = "/api/v1/sites/goals";

    public static void MapPlausibleGoals(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Root, List).Needs(Scopes.Stats).RefusesAs(PlausibleRequest.Refusals).Reads([SiteInQuery.Name, .. PlausiblePage.Parameters]);
        routes.MapPut(Root, Save).Needs(Scopes.Admin).RefusesAs(PlausibleRequest.Refusals).Reads(SiteInQuery.Name);
        routes.MapDelete(Root + "/{goal}", Delete).Needs(Scopes.Admin).RefusesAs(PlausibleRequest.Refusals).Reads(SiteInQuery.Name);
    }

    private static async Task<IResult> List(HttpContext context, SiteDirectory sites, GoalBook goals)
    {
        if (!(await PlausibleRequest.FindAsync(context, sites, context.Request.Query[SiteInQuery.Name])).TryGet(out Site? site, out Problem? problem)
            || !PlausiblePage.Read(context.Request.Query).TryGet(out PlausiblePage? page, out problem))
        {
            return problem;
        }

        IReadOnlyList<Goal> all = await goals.ReadAllAsync(site, context.RequestAborted);
        (IReadOnlyList<Goal> some, PlausiblePageMeta meta) = page.Of(all.Where(goal => goal.IsActive), goal => new PlausiblePlace(goal.CreatedAt, goal.Id));
        return Results.Json(new PlausibleGoalList([.. some.Select(PlausibleGoalView.Of)], meta), PlausibleSitesJson.Default.PlausibleGoalList);
    }

    private static async Task<IResult> Save(HttpContext context, SiteDirectory sites, GoalBook goals)
    {
        if (!(await PlausibleRequest.ReadOfSiteAsync(context, sites, PlausibleSitesJson.Default.PlausibleGoalForm)).TryGet(out (Site Site, PlausibleGoalForm Form) asked, out Problem? problem))
        {
            return problem;
        }

        if (FaultsOf(asked.Form) is { Length: > 0 } faults)
        {
            return Problem.Invalid(faults);
        }

        try
        {
            return await FindOrMakeAsync(asked.Site, asked.Form, goals, context.RequestAborted);
        }
        catch (ConditionalCheckFailedException)
        {
            // Somebody else has just made it.
            return await FindOrMakeAsync(asked.Site, asked.Form, goals, context.RequestAborted);
        }
    }

    private static async Task<IResult> FindOrMakeAsync(Site site, PlausibleGoalForm form, GoalBook goals, CancellationToken cancellation)
    {
        // In this order: a goal that somebody makes meanwhile is found, and not taken for another of the same name.
        Draft<Goal>? draft = await goals.DraftAsync(site, cancellation);
        IReadOnlyList<Goal> all = await goals.ReadAllAsync(site, cancellation);
        Goal asked = Meant(draft?.Start ?? Empty(site), form);
        if (all.FirstOrDefault(goal => goal.IsActive && PlausibleGoal.IsSame(goal, asked)) is { } found)
        {
            return Answer(site, found);
        }

        if (draft is null)
        {
            return Problem.Conflict($"A site has at most {GoalBook.Most} goals.");
        }

        string id = PlausibleGoal.IdOf(asked);
        Goal made = all.Any(goal => goal.Id == id) ? asked : asked with { Id = id }; // a goal that was changed since keeps its id
        return PlausibleRequest.AnswerTo(
            await goals.SaveAsync(draft, made, [], cancellation), "goal", goal => Answer(site, goal),
            ("name", "display_name"), ("pattern", form.PagePath is null ? "event_name" : "page_path"), ("properties", "custom_props"));
    }

    private static async Task<IResult> Delete(HttpContext context, string goal, SiteDirectory sites, GoalBook goals)
    {
        if (!(await PlausibleRequest.ReadOfSiteAsync(context, sites, PlausibleSitesJson.Default.PlausibleSiteName)).TryGet(out (Site Site, PlausibleSiteName Form) asked, out Problem? problem))
        {
            return problem;
        }

        Goal? named = (await goals.ReadAllAsync(asked.Site, context.RequestAborted))
            .FirstOrDefault(known => PlausibleGoal.NumberOf(known).ToString(CultureInfo.InvariantCulture) == goal);
        return named is not null && await goals.DeleteAsync(asked.Site, named.Id, context.RequestAborted)
            ? Results.Json(new PlausibleDeleted(true), PlausibleSitesJson.Default.PlausibleDeleted)
            : Problem.NotFound("goal");
    }

    private static InputFault[] FaultsOf(PlausibleGoalForm form)
    {
        string needed = form.GoalType == "page" ? "page_path" : "event_name", other = form.GoalType == "page" ? "event_name" : "page_path";
        string? text = form.GoalType == "page" ? form.PagePath : form.EventName, stray = form.GoalType == "page" ? form.EventName : form.PagePath;
        return form.GoalType is not ("event" or "page")
            ? [new InputFault("goal_type", form.GoalType is null ? "is required: event or page" : "must be event or page")]
            :
            [
                .. string.IsNullOrWhiteSpace(text) ? [new InputFault(needed, $"is required of a goal of type {form.GoalType}")] : (InputFault[])[],
                .. !string.IsNullOrEmpty(stray) ? [new InputFault(other, $"is not of a goal of type {form.GoalType}: leave it out")] : (InputFault[])[],
                .. form.GoalType == "page" && text is not (null or ['/', ..] or ['*', ..]) ? [new InputFault(needed, "must begin with / or *")] : (InputFault[])[],
            ];
    }

    private static Goal Meant(Goal start, PlausibleGoalForm form)
    {
        start = start with { Properties = form.CustomProps is { Count: > 0 } props ? props : start.Properties };
        Goal goal = form.GoalType == "page" ? PlausibleGoal.OfPage(start, form.PagePath!.Trim()) : PlausibleGoal.OfEvent(start, form.EventName!.Trim());
        string standard = form.GoalType == "page" ? "Visit " + form.PagePath!.Trim() : form.EventName!.Trim();
        return goal with { Name = string.IsNullOrWhiteSpace(form.DisplayName) ? standard : form.DisplayName.Trim() };
    }

    private static Goal Empty(Site site) => new()
    {
        Id = "",
        SiteId = site.Id.Value,
        Name = "",
        Type = GoalType.Event,
        Pattern = "",
        CreatedAt = site.CreatedAt,
        UpdatedAt = site.UpdatedAt,
    };

    private static IResult Answer(Site site, Goal goal) => Results.Json(PlausibleSavedGoal.Of(site, goal), PlausibleSitesJson.Default.PlausibleSavedGoal);
}
