using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store.Drops;
using Analytics.Store.Inputs;

namespace Analytics.Functions.Collect;

/// <summary>What browsers send, without credentials: one event to one or more sites. 202 says that it is durable.</summary>
internal static class CollectRoutes
{
    /// <summary>The most that a body may hold.</summary>
    public const int MaxBody = 32 * 1024;

    public static void MapCollect(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/event", PostEvent).Public().Collects().ForOtherOrigins();
        routes.MapPreflight("/api/event");
    }

    private static async Task PostEvent(HttpContext context, Collector collector, ServerSenders senders)
    {
        CancellationToken cancellation = context.RequestAborted;
        context.Response.Headers.AccessControlAllowOrigin = "*";
        if (!(await Body.ReadJsonAsync(context.Request, MaxBody, cancellation)).TryGet(out JsonDocument? json, out Problem? problem))
        {
            await collector.RefuseAsync(context.Request, Collector.ReasonOf(problem));
            await problem.ExecuteAsync(context);
            return;
        }

        using (json)
        {
            if (await senders.FindAsync(context.Request, cancellation) is not { Welcome: true, Reported: var told })
            {
                await collector.RefuseAsync(context.Request, DropReason.Unauthorized, EventPayload.SitesOf(json.RootElement));
                await Problem.Unauthorized.ExecuteAsync(context);
                return;
            }

            (CollectedEvent? collected, IReadOnlyList<InputFault> faults) = EventPayload.Parse(json.RootElement);
            if (collected is null)
            {
                await collector.RefuseAsync(context.Request, DropReason.Invalid, EventPayload.SitesOf(json.RootElement));
                await Refuse(context, faults);
                return;
            }

            IReadOnlyList<DropReason> dropped = await collector.CollectAsync(context.Request, collected with { Reported = told });
            await Answer(context, dropped);
        }
    }

    private static async Task Answer(HttpContext context, IReadOnlyList<DropReason> dropped)
    {
        if (dropped.Count > 0)
        {
            context.Response.Headers["x-plausible-dropped"] = dropped.Count.ToString(CultureInfo.InvariantCulture);
            DropHeader.Write(context.Response, dropped);
        }

        if (dropped.Count > 0 && dropped.All(reason => reason == DropReason.RateLimited))
        {
            context.Response.Headers.RetryAfter = "1";
            await new Problem("Too many events from this address", StatusCodes.Status429TooManyRequests).ExecuteAsync(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status202Accepted;
        context.Response.ContentType = "text/plain";
        await context.Response.WriteAsync("ok", context.RequestAborted);
    }

    private static async Task Refuse(HttpContext context, IReadOnlyList<InputFault> faults)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.ContentType = "application/json";
        var errors = new EventErrors(faults.GroupBy(f => f.Field).ToDictionary(g => g.Key, g => g.Select(f => f.Problem).ToArray()));
        await JsonSerializer.SerializeAsync(context.Response.Body, errors, CollectJson.Default.EventErrors, context.RequestAborted);
    }
}

/// <summary>Plausible's form of a refusal: <c>{"errors":{"url":["is required"]}}</c>.</summary>
internal sealed record EventErrors(IReadOnlyDictionary<string, string[]> Errors);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EventErrors))]
internal sealed partial class CollectJson : JsonSerializerContext;
