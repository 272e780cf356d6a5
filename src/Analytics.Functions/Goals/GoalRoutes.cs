using System.Security.Cryptography;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Sites;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store;
using Analytics.Store.Accounts;
using Analytics.Store.Goals;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;

namespace Analytics.Functions.Goals;

/// <summary>Goals of a site: list, make, read, change, remove.</summary>
internal static class GoalRoutes
{
    private const int MaxBody = 16 * 1024;
    private const int MaxGoals = 1_000;

    public static void MapGoals(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v2/sites/{id}/goals", List).Needs(Scopes.Stats);
        routes.MapPost("/api/v2/sites/{id}/goals", Create).Needs(Scopes.Admin);
        routes.MapGet("/api/v2/sites/{id}/goals/{goal}", Get).Needs(Scopes.Stats);
        routes.MapPut("/api/v2/sites/{id}/goals/{goal}", Update).Needs(Scopes.Admin);
        routes.MapDelete("/api/v2/sites/{id}/goals/{goal}", Delete).Needs(Scopes.Admin);
    }

    private static async Task<IResult> List(HttpContext context, string id, SiteDirectory sites, TermsReader terms) =>
        await OwnAsync(context, id, sites) is { } site
            ? Results.Json(new GoalList([.. (await terms.ReadGoalsAsync(site, context.RequestAborted)).OrderBy(g => g.Name, StringComparer.OrdinalIgnoreCase).Select(GoalView.Of)]), GoalsJson.Default.GoalList)
            : Problem.NotFound("site");

    private static async Task<IResult> Get(HttpContext context, string id, string goal, SiteDirectory sites, TermsReader terms) =>
        await OwnAsync(context, id, sites) is not { } site ? Problem.NotFound("site")
        : (await terms.ReadGoalsAsync(site, context.RequestAborted)).FirstOrDefault(g => g.Id == goal) is not { } found ? Problem.NotFound("goal")
        : Results.Json(GoalView.Of(found), GoalsJson.Default.GoalView);

    private static async Task<IResult> Create(
        HttpContext context, string id, IAmazonDynamoDB client, AnalyticsStore store, SiteDirectory sites, TermsReader terms, TimeProvider clock)
    {
        if (await OwnAsync(context, id, sites) is not { } site)
        {
            return Problem.NotFound("site");
        }

        IReadOnlyList<Goal> others = await terms.ReadGoalsAsync(site, context.RequestAborted);
        if (others.Count >= MaxGoals)
        {
            return Problem.Conflict($"A site has at most {MaxGoals} goals.");
        }

        DateTimeOffset now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds()); // as it is stored
        var empty = new Goal
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)),
            SiteId = site.Id.Value,
            Name = "",
            Type = GoalType.Event,
            Pattern = "",
            CreatedAt = now,
            UpdatedAt = now,
        };
        (Goal? goal, PutItemRequest? command, Problem? problem) = await ReadAsync(context, empty, others, store.CreateGoalCommand);
        if (command is null)
        {
            return problem!;
        }

        _ = await client.PutItemAsync(command, context.RequestAborted);
        context.Response.Headers.Location = $"/api/v2/sites/{site.Id}/goals/{goal!.Id}";
        return Results.Json(GoalView.Of(goal), GoalsJson.Default.GoalView, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> Update(
        HttpContext context, string id, string goal, IAmazonDynamoDB client, AnalyticsStore store, SiteDirectory sites, TermsReader terms, TimeProvider clock)
    {
        if (await OwnAsync(context, id, sites) is not { } site)
        {
            return Problem.NotFound("site");
        }

        IReadOnlyList<Goal> all = await terms.ReadGoalsAsync(site, context.RequestAborted);
        if (all.FirstOrDefault(g => g.Id == goal) is not { } before)
        {
            return Problem.NotFound("goal");
        }

        DateTimeOffset now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds()); // as it is stored
        Goal later = before with { UpdatedAt = now > before.UpdatedAt ? now : before.UpdatedAt.AddMilliseconds(1) };
        (Goal? after, PutItemRequest? command, Problem? problem) =
            await ReadAsync(context, later, [.. all.Where(g => g.Id != goal)], g => store.UpdateGoalCommand(before, g));
        if (command is null)
        {
            return problem!;
        }

        try
        {
            _ = await client.PutItemAsync(command, context.RequestAborted);
        }
        catch (ConditionalCheckFailedException)
        {
            return Problem.Conflict("The goal was changed by somebody else: read it again and repeat the change.");
        }

        return Results.Json(GoalView.Of(after!), GoalsJson.Default.GoalView);
    }

    private static async Task<IResult> Delete(
        HttpContext context, string id, string goal, IAmazonDynamoDB client, AnalyticsStore store, SiteDirectory sites, TermsReader terms)
    {
        if (await OwnAsync(context, id, sites) is not { } site)
        {
            return Problem.NotFound("site");
        }

        if (!(await terms.ReadGoalsAsync(site, context.RequestAborted)).Any(g => g.Id == goal))
        {
            return Problem.NotFound("goal");
        }

        _ = await client.DeleteItemAsync(store.DeleteGoalCommand(site.Id.Value, goal), context.RequestAborted);
        return Results.NoContent();
    }

    // The goal, and the request that stores it; or what is wrong with what was sent.
    private static async Task<(Goal? Goal, PutItemRequest? Command, Problem? Problem)> ReadAsync(
        HttpContext context, Goal before, IReadOnlyList<Goal> others, Func<Goal, PutItemRequest> store)
    {
        if (await Body.ReadAsync(context.Request, MaxBody, context.RequestAborted) is not { } bytes)
        {
            return (null, null, Problem.TooLarge(MaxBody));
        }

        try
        {
            if (Body.TryParse(bytes) is not { } json)
            {
                return (null, null, Problem.Invalid("body", "must be a JSON object of readable text, each name once"));
            }

            using (json)
            {
                List<InputFault> faults = [];
                Goal goal = json.Deserialize(GoalsJson.Default.GoalForm)!.Over(before, faults);
                PutItemRequest? command = null;
                try
                {
                    command = store(goal);
                }
                catch (AnalyticsInputException invalid)
                {
                    faults.AddRange(invalid.Faults.Select(f => f with { Field = f.Field == "scrollThreshold" ? "scroll" : f.Field }));
                }

                if (others.Any(other => other.Name == goal.Name))
                {
                    faults.Add(new InputFault("name", "belongs to another goal"));
                }

                return faults.Count == 0 ? (goal, command, null) : (null, null, Problem.Invalid(faults));
            }
        }
        catch (JsonException fault)
        {
            return (null, null, Problem.Invalid(fault.Path is { Length: > 2 } path ? path[2..] : "body", "is unknown or has another type than expected"));
        }
    }

    private static async Task<Site?> OwnAsync(HttpContext context, string id, SiteDirectory sites) =>
        await sites.FindAsync(id, context.RequestAborted) is { } site && site.OwnerId == context.Caller().OwnerId ? site : null;
}
