using System.Text.Json;
using Amazon.DynamoDBv2;
using Analytics.Engine.Sites;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Functions.Wire;
using Analytics.Store;
using Analytics.Store.Accounts;
using Analytics.Store.Drops;
using Analytics.Store.Inputs;
using Analytics.Store.Ranges;
using Analytics.Store.Sites;

namespace Analytics.Functions.Collect.GoatCounter;

/// <summary>GoatCounter's endpoints: its <c>count.js</c> and pixel, and its API for servers.</summary>
internal static class GoatCounterRoutes
{
    private const int MaxBody = 1024 * 1024;
    private const int MaxHits = 500;

    public static void MapGoatCounter(this IEndpointRouteBuilder routes, StaticFile script)
    {
        routes.MapScript("/count.js", script);
        routes.MapMethods("/count", [HttpMethods.Get, HttpMethods.Post], Count).Public().Collects("p", "e", "t", "r", "q", "s", "b", "rnd", "ns", "site").ForOtherOrigins();
        routes.MapPost("/api/v0/count", PostHits).Needs(Scopes.Ingest).Collects("site");
    }

    private static async Task Count(HttpContext context, Collector collector, SiteDirectory sites)
    {
        HttpRequest request = context.Request;
        context.Response.Headers.AccessControlAllowOrigin = "*";
        if (request.Query["site"].ToString().Contains('?', StringComparison.Ordinal))
        {
            // GoatCounter's own script adds a second query to an address that has one: "/count?site=mycode?p=/page".
            request.QueryString = new QueryString("?" + request.QueryString.Value![1..].Replace('?', '&'));
        }

        (GoatCounterHit? hit, IReadOnlyList<InputFault> faults) = GoatCounterHit.Parse(new QueryFields(context));
        string? sending = PageAddress.SendingHost(request);
        Site? site = await SiteOfAsync(request, sending, sites, collector);
        string asked = request.Query["site"].ToString() is { Length: > 0 } named ? named : sending ?? request.Host.Host;
        CollectedEvent? collected = hit?.ToEvent(site?.Id.Value ?? asked, sending ?? site?.Domains[0] ?? request.Host.Host);
        if (collected is null)
        {
            await collector.RefuseAsync(request, DropReason.Invalid, site?.Id.Value ?? asked);
            IEnumerable<InputFault> told = faults.Count > 0 ? faults : [new InputFault("path", "makes no address with a path of at most 2000 characters")];
            Say(context, "refused: " + string.Join("; ", told.Select(f => $"{f.Field}: {f.Problem}")));
            await Pixel.SendAsync(context, StatusCodes.Status400BadRequest);
            return;
        }

        IReadOnlyList<DropReason> dropped = await collector.CollectAsync(request, collected);
        if (dropped.Count > 0)
        {
            DropHeader.Write(context.Response, dropped);
            Say(context, "ignored: " + string.Join(',', dropped.Select(DropReasonText.Of)));
        }

        await Pixel.SendAsync(context, dropped.Count > 0 ? StatusCodes.Status202Accepted : StatusCodes.Status200OK);
    }

    private static async Task PostHits(HttpContext context, Collector collector, ServerSenders senders, SiteDirectory sites, IAmazonDynamoDB client, AnalyticsStore store, TimeProvider clock)
    {
        if (await Body.ReadAsync(context.Request, MaxBody, context.RequestAborted) is not { } bytes)
        {
            await ErrorAnswer.SendAsync(context, StatusCodes.Status413PayloadTooLarge, "the body is too large: at most 1 MB");
            return;
        }

        using JsonDocument? json = Body.TryParse(bytes);
        JsonElement[] hits = json?.RootElement.Member("hits") is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];
        string owner = context.Caller().OwnerId;
        string? refusal = json is null ? "The body must be a JSON object of readable text, each name once"
            : hits.Length == 0 ? "hits: must be a list of 1 to 500 hits"
            : hits.Length > MaxHits ? "hits: must be a list of 1 to 500 hits: send them in parts"
            : null;
        Site? site = refusal is null ? await OwnSiteAsync(context.Request, owner, sites, collector, client, store) : null;
        if (refusal is not null || site is null)
        {
            refusal ??= "site: is required in the query: the id, a domain or an alias of one of your sites";
            await ErrorAnswer.SendAsync(context, StatusCodes.Status400BadRequest, refusal);
            return;
        }

        bool noSessions = json!.RootElement.Flag("no_sessions") == true;
        ReportedVisitor server = senders.Reported(context.Caller(), context.Request);
        IgnoredHeader.Add(context.Response, ReportedHit.Request.FaultsOf(json.RootElement, lenient: true).Select(f => f.Field));
        Dictionary<string, string> errors = [];
        List<CollectedEvent> told = [];
        for (int i = 0; i < hits.Length; i++)
        {
            (CollectedEvent? collected, IReadOnlyList<InputFault> faults) = ReportedHit.Parse(hits[i], site, server, noSessions, clock.GetUtcNow());
            if (collected is not null)
            {
                told.Add(collected);
            }
            else
            {
                errors[i.ToString(System.Globalization.CultureInfo.InvariantCulture)] = string.Join("; ", faults.Select(f => f.Field.Length == 0 ? f.Problem : $"{f.Field}: {f.Problem}"));
            }
        }

        await collector.RefuseAsync(site, DropReason.Invalid, errors.Count);
        IReadOnlyList<DropReason?> reasons = await collector.CollectManyAsync(context.Request, site, told, context.RequestAborted);
        DropHeader.Write(context.Response, reasons.OfType<DropReason>());
        await (errors.Count == 0
            ? AnswerAsync(context, StatusCodes.Status202Accepted, """{"status":"ok"}""")
            : AnswerAsync(context, StatusCodes.Status400BadRequest, JsonSerializer.Serialize(new HitErrors(errors), GoatCounterJson.Default.HitErrors)));
    }

    // GoatCounter tells sites apart by the host that is asked. Here one host serves all, so the page that asks counts before it.
    private static async Task<Site?> SiteOfAsync(HttpRequest request, string? sending, SiteDirectory sites, Collector collector)
    {
        if (request.Query["site"].ToString() is { Length: > 0 } named)
        {
            return await sites.FindAsync(named, request.HttpContext.RequestAborted);
        }

        return sending is null ? await sites.FindAsync(request.Host.Host, request.HttpContext.RequestAborted)
            : await sites.FindAsync(sending, request.HttpContext.RequestAborted) ?? (await collector.FindFurtherAsync(request, request.Host.Host, null)).Site;
    }

    private static async Task<Site?> OwnSiteAsync(HttpRequest request, string owner, SiteDirectory sites, Collector collector, IAmazonDynamoDB client, AnalyticsStore store)
    {
        CancellationToken cancellation = request.HttpContext.RequestAborted;
        if (await SiteOfAsync(request, null, sites, collector) is { } site && site.OwnerId == owner)
        {
            return site;
        }

        if (request.Query.ContainsKey("site"))
        {
            return null;
        }

        ResultPage<Site> own = AnalyticsStore.ReadSites(await client.QueryAsync(store.ListSitesByOwnerCommand(owner), cancellation));
        return own.Next is null && own.Items.Where(s => s.DeletedAt is null).ToArray() is [var only] ? only : null;
    }

    private static void Say(HttpContext context, string what)
    {
        context.Response.Headers["X-Goatcounter"] = what;
        IgnoredHeader.Expose(context.Response, "x-goatcounter");
    }

    private static async Task AnswerAsync(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(json, context.RequestAborted);
    }
}
