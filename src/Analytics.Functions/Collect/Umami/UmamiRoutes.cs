using System.Globalization;
using System.Text;
using System.Text.Json;
using Analytics.Engine.Sites;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store.Drops;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;

namespace Analytics.Functions.Collect.Umami;

/// <summary>Umami's endpoints: its tracker and its clients send here unchanged.</summary>
internal static class UmamiRoutes
{
    private const int MaxBatchBody = 1024 * 1024;
    private const int MaxBatch = 500;

    public static void MapUmami(this IEndpointRouteBuilder routes, StaticFile script)
    {
        routes.MapScript("/script.js", script);
        routes.MapPost("/api/send", PostSend).Public().Collects().ForOtherOrigins();
        routes.MapPost("/api/batch", PostBatch).Public().Collects().ForOtherOrigins();
        routes.MapPreflight("/api/send", "content-type, x-umami-cache");
        routes.MapPreflight("/api/batch", "content-type, x-umami-cache");
    }

    private static async Task PostSend(HttpContext context, Collector collector, ServerSenders senders, SiteDirectory sites, TimeProvider clock)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        (UmamiAnswer? refusal, ReportedVisitor? told, JsonDocument? json) = await ReadAsync(context, collector, senders, CollectRoutes.MaxBody, JsonValueKind.Object);
        using (json)
        {
            var desk = new Desk(context, collector, sites, told, clock.GetUtcNow());
            UmamiAnswer answer = refusal ?? await desk.TakeAsync(json!.RootElement);
            await desk.EndAsync();
            await answer.SendAsync(context);
        }
    }

    private static async Task PostBatch(HttpContext context, Collector collector, ServerSenders senders, SiteDirectory sites, TimeProvider clock)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        (UmamiAnswer? refusal, ReportedVisitor? told, JsonDocument? json) = await ReadAsync(context, collector, senders, MaxBatchBody, JsonValueKind.Array);
        using (json)
        {
            if (refusal is null && json!.RootElement.GetArrayLength() > MaxBatch)
            {
                refusal = UmamiAnswer.Invalid([new InputFault("", string.Create(CultureInfo.InvariantCulture, $"must be a list of at most {MaxBatch}: send it in parts"))]);
            }

            if (refusal is not null)
            {
                await refusal.SendAsync(context);
                return;
            }

            var desk = new Desk(context, collector, sites, told, clock.GetUtcNow());
            var details = new StringBuilder();
            int size = 0, errors = 0;
            foreach (JsonElement element in json!.RootElement.EnumerateArray())
            {
                UmamiAnswer answer = await desk.TakeAsync(element);
                if (answer.Status != StatusCodes.Status200OK)
                {
                    _ = details.Append(CultureInfo.InvariantCulture, $"{(errors++ == 0 ? "" : ",")}{{\"index\":{size},\"response\":{answer.Json}}}");
                }

                size++;
            }

            await desk.EndAsync();
            await new UmamiAnswer(
                StatusCodes.Status200OK,
                string.Create(CultureInfo.InvariantCulture, $"{{\"size\":{size},\"processed\":{size - errors},\"errors\":{errors},\"details\":[{details}]}}")).SendAsync(context);
        }
    }

    private static async Task<(UmamiAnswer? Refusal, ReportedVisitor? Reported, JsonDocument? Json)> ReadAsync(
        HttpContext context,
        Collector collector,
        ServerSenders senders,
        int limit,
        JsonValueKind kind)
    {
        if (await Body.ReadAsync(context.Request, limit, context.RequestAborted) is not { } bytes)
        {
            await collector.RefuseAsync(context.Request, DropReason.TooLarge);
            return (UmamiAnswer.TooLarge, null, null);
        }

        if (Body.TryParse(bytes, kind) is not { } json)
        {
            await collector.RefuseAsync(context.Request, DropReason.Invalid);
            return (UmamiAnswer.Unreadable, null, null);
        }

        (bool welcome, ReportedVisitor? told) = await senders.FindAsync(context.Request, context.RequestAborted);
        if (!welcome)
        {
            JsonElement first = kind == JsonValueKind.Array ? json.RootElement.EnumerateArray().FirstOrDefault() : json.RootElement;
            await collector.RefuseAsync(context.Request, DropReason.Unauthorized, UmamiPayload.WebsiteOf(first));
            return (UmamiAnswer.Unauthorized, null, json);
        }

        return (null, told, json);
    }

    /// <summary>Takes what one request sends, piece by piece.</summary>
    private sealed class Desk(HttpContext context, Collector collector, SiteDirectory sites, ReportedVisitor? told, DateTimeOffset now)
    {
        private readonly UmamiToken _token = UmamiToken.Of(context.Request);
        private readonly HashSet<string> _unheard = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int> _refused = new(StringComparer.Ordinal);
        private string? _first;

        private List<DropReason> Dropped { get; } = [];

        public async Task<UmamiAnswer> TakeAsync(JsonElement body)
        {
            (UmamiPayload? payload, IReadOnlyList<InputFault> faults) = UmamiPayload.Parse(body, now);
            if (payload is null)
            {
                string website = UmamiPayload.WebsiteOf(body) ?? "";
                _refused[website] = _refused.GetValueOrDefault(website) + 1;
                return UmamiAnswer.Invalid(faults);
            }

            (Site? found, bool isOverLimit) = await SiteOfAsync(payload.Website);
            if (isOverLimit)
            {
                Dropped.Add(DropReason.RateLimited);
                return UmamiAnswer.Taken(_token);
            }

            if (found is not { } site || (told is not null && told.OwnerId != site.OwnerId))
            {
                return UmamiAnswer.NoWebsite;
            }

            _unheard.UnionWith(told is null ? payload.OfServers : []);
            if (UmamiEvent.Of(payload, site, PageAddress.SendingHost(context.Request), told) is not { } collected)
            {
                IgnoredHeader.Add(context.Response, payload.Ignored);
                return UmamiAnswer.Taken(_token);
            }

            IReadOnlyList<DropReason> dropped = await collector.CollectAsync(context.Request, collected);
            Dropped.AddRange(dropped);
            return dropped switch
            {
                [DropReason.Bot, ..] => UmamiAnswer.Bot,
                [DropReason.ExcludedIp, ..] => UmamiAnswer.Forbidden,
                _ => UmamiAnswer.Taken(_token),
            };
        }

        /// <summary>Tells the sender what does not count and what was not heard, and counts what is refused.</summary>
        public async Task EndAsync()
        {
            foreach ((string website, int events) in _refused)
            {
                string? name = website.Length > 0 ? website : PageAddress.SendingHost(context.Request);
                Site? site = name is null ? null : (await SiteOfAsync(name)).Site;
                await collector.RefuseAsync(site, DropReason.Invalid, events);
            }

            DropHeader.Write(context.Response, Dropped);

            // Only servers with a key may say these words.
            if (_unheard.Count > 0)
            {
                IgnoredHeader.Add(context.Response, _unheard.Order(StringComparer.Ordinal));
            }
        }

        // The first is looked for as in every protocol. A list can name five hundred: the others are looked for within the sender's limit.
        private async ValueTask<(Site? Site, bool IsOverLimit)> SiteOfAsync(string name) => (_first ??= name) == name
            ? (await sites.FindAsync(name, context.RequestAborted), false)
            : await collector.FindFurtherAsync(context.Request, name, told);
    }
}
