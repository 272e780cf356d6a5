using System.Security.Cryptography;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Retention;
using Analytics.Engine.Sites;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store;
using Analytics.Store.Accounts;
using Analytics.Store.Calendars;
using Analytics.Store.Inputs;
using Analytics.Store.Ranges;
using Analytics.Store.Sites;

namespace Analytics.Functions.Sites;

/// <summary>Sites of the caller's account: list, make, read, change, remove.</summary>
internal static class SitesRoutes
{
    private const int MaxBody = 64 * 1024;

    public static void MapSites(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v2/sites", List).Needs(Scopes.Stats);
        routes.MapPost("/api/v2/sites", Create).Needs(Scopes.Admin);
        routes.MapGet("/api/v2/sites/{id}", Get).Needs(Scopes.Stats);
        routes.MapGet("/api/v2/sites/{id}/privacy", GetPrivacy).Needs(Scopes.Stats);
        routes.MapPut("/api/v2/sites/{id}", Update).Needs(Scopes.Admin);
        routes.MapDelete("/api/v2/sites/{id}", Delete).Needs(Scopes.Admin);
    }

    private static async Task<IResult> List(HttpContext context, IAmazonDynamoDB client, AnalyticsStore store)
    {
        List<SiteView> sites = [];
        string? next = null;
        do
        {
            QueryResponse response = await client.QueryAsync(store.ListSitesByOwnerCommand(context.Caller().OwnerId, next), context.RequestAborted);
            ResultPage<Site> page = AnalyticsStore.ReadSites(response);
            sites.AddRange(page.Items.Select(SiteView.Of));
            next = page.Next;
        }
        while (next is not null);
        return Results.Json(new SiteList([.. sites.OrderBy(s => s.Name, StringComparer.OrdinalIgnoreCase)]), SitesJson.Default.SiteList);
    }

    private static async Task<IResult> Create(HttpContext context, IAmazonDynamoDB client, AnalyticsStore store, SiteDirectory sites, TimeProvider clock)
    {
        (SiteForm? form, Problem? problem) = await ReadAsync(context);
        if (form is null)
        {
            return problem!;
        }

        DateTimeOffset now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds()); // as it is stored
        IReadOnlyList<string> domains = form.NormalDomains() ?? [];
        List<InputFault> faults = [];
        SiteCalendar calendar = Collect(faults, () => SiteCalendar.For(form.Timezone ?? "UTC")) ?? SiteCalendar.Utc;
        var site = new Site
        {
            Id = SiteId.Parse(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))),
            Name = form.Name?.Trim() ?? (domains.Count > 0 ? domains[0] : ""),
            Domains = domains,
            Aliases = form.NormalAliases() ?? [],
            Calendar = calendar,
            OwnerId = context.Caller().OwnerId,
            IsActive = form.IsActive ?? true,
            Settings = form.SettingsOver(new SiteSettings()),
            CreatedAt = now,
            UpdatedAt = now,
        };
        TransactWriteItemsRequest? command = Collect(faults, () => store.CreateSiteCommand(site));
        if (faults.Count > 0)
        {
            return Problem.Invalid(faults);
        }

        try
        {
            _ = await client.TransactWriteItemsAsync(command, context.RequestAborted);
        }
        catch (TransactionCanceledException taken)
        {
            return Taken(taken, domains, site.Aliases);
        }

        sites.Forget(site);
        context.Response.Headers.Location = "/api/v2/sites/" + site.Id.Value;
        return Results.Json(SiteView.Of(site), SitesJson.Default.SiteView, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> Get(HttpContext context, string id, SiteDirectory sites) =>
        await OwnAsync(context, id, sites) is { } site ? Results.Json(SiteView.Of(site), SitesJson.Default.SiteView) : Problem.NotFound("site");

    private static async Task<IResult> GetPrivacy(HttpContext context, string id, SiteDirectory sites) =>
        await OwnAsync(context, id, sites) is { } site ? Results.Json(PrivacySheet.Of(site), PrivacyJson.Default.PrivacySheet) : Problem.NotFound("site");

    private static async Task<IResult> Update(HttpContext context, string id, IAmazonDynamoDB client, AnalyticsStore store, SiteDirectory sites, TimeProvider clock)
    {
        if (await OwnAsync(context, id, sites) is not { } cached
            || AnalyticsStore.ReadSite(await client.GetItemAsync(store.GetSiteCommand(cached.Id.Value), context.RequestAborted)) is not { } before)
        {
            return Problem.NotFound("site");
        }

        (SiteForm? form, Problem? problem) = await ReadAsync(context);
        if (form is null)
        {
            return problem!;
        }

        DateTimeOffset now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds()); // as it is stored
        List<InputFault> faults = [];
        SiteCalendar? calendar = form.Timezone is { } zone ? Collect(faults, () => before.Calendar.ChangeZone(zone, now)) : before.Calendar;
        Site after = before with
        {
            Name = form.Name?.Trim() ?? before.Name,
            Domains = form.NormalDomains() ?? before.Domains,
            Aliases = form.NormalAliases() ?? before.Aliases,
            Calendar = calendar ?? before.Calendar,
            IsActive = form.IsActive ?? before.IsActive,
            Settings = form.SettingsOver(before.Settings),
            UpdatedAt = now > before.UpdatedAt ? now : before.UpdatedAt.AddMilliseconds(1),
        };
        TransactWriteItemsRequest? command = Collect(faults, () => store.UpdateSiteCommand(before, after));
        if (faults.Count > 0)
        {
            return Problem.Invalid(faults);
        }

        try
        {
            _ = await client.TransactWriteItemsAsync(command, context.RequestAborted);
        }
        catch (TransactionCanceledException taken)
        {
            string[] claimed = [.. before.Domains, .. before.Aliases];
            return Taken(taken, [.. after.Domains.Except(claimed)], [.. after.Aliases.Except(claimed)]);
        }

        sites.Forget(after);
        return Results.Json(SiteView.Of(after), SitesJson.Default.SiteView);
    }

    private static async Task<IResult> Delete(HttpContext context, string id, IAmazonDynamoDB client, AnalyticsStore store, SiteDirectory sites, RetentionKeeper retention)
    {
        if (await OwnAsync(context, id, sites) is not { } site)
        {
            return Problem.NotFound("site");
        }

        await retention.ForgetAsync(site, context.RequestAborted);
        _ = await client.TransactWriteItemsAsync(store.DeleteSiteCommand(site), context.RequestAborted);
        sites.Forget(site);
        return Results.NoContent();
    }

    private static async Task<Site?> OwnAsync(HttpContext context, string id, SiteDirectory sites) =>
        await sites.FindAsync(id, context.RequestAborted) is { } site && site.OwnerId == context.Caller().OwnerId ? site : null;

    private static Problem Taken(TransactionCanceledException taken, IReadOnlyList<string> newDomains, IReadOnlyList<string> newAliases)
    {
        List<CancellationReason> reasons = taken.CancellationReasons ?? [];
        bool IsTaken(int i) => reasons.Count > i + 1 && reasons[i + 1].Code == "ConditionalCheckFailed";
        var claimed = new Dictionary<string, string[]>
        {
            ["domains"] = [.. newDomains.Where((_, i) => IsTaken(i)).Select(Belongs)],
            ["aliases"] = [.. newAliases.Where((_, i) => IsTaken(newDomains.Count + i)).Select(Belongs)],
        };
        return claimed.Values.Any(names => names.Length > 0)
            ? new Problem("Taken", StatusCodes.Status409Conflict, Errors: claimed.Where(c => c.Value.Length > 0).ToDictionary())
            : Problem.Conflict("The site was changed by somebody else: read it again and repeat the change.");
    }

    private static string Belongs(string name) => $"'{name}' belongs to another site";

    private static async Task<(SiteForm? Form, Problem? Problem)> ReadAsync(HttpContext context)
    {
        if (await Body.ReadAsync(context.Request, MaxBody, context.RequestAborted) is not { } bytes)
        {
            return (null, Problem.TooLarge(MaxBody));
        }

        try
        {
            return JsonSerializer.Deserialize(bytes.Span, SitesJson.Default.SiteForm) is { } form
                ? (form, null)
                : (null, Problem.Invalid("body", "must be a JSON object"));
        }
        catch (JsonException fault)
        {
            return (null, Problem.Invalid(fault.Path is { Length: > 2 } path ? path[2..] : "body", "is unknown or has another type than expected"));
        }
    }

    private static T? Collect<T>(List<InputFault> faults, Func<T> parse) where T : class
    {
        try
        {
            return parse();
        }
        catch (AnalyticsInputException invalid)
        {
            faults.AddRange(invalid.Faults);
            return null;
        }
    }
}
