using System.Text.Json;
using Analytics.Functions.Http;
using Analytics.Functions.Wire;
using Analytics.Store.Events;
using Analytics.Store.Inputs;

namespace Analytics.Functions.Collect.ReactHook;

/// <summary>
/// What the hook sends: <c>{"anonymousId":…, "userId":…, "page" or "event" or "traits":…, "context":{…}, "site":…}</c>.
/// The protocol requires the anonymous id. Of a server with a key it is the visitor, hashed with the day's salt; the one that the hook
/// keeps in the browser is left out: no such id may identify a visitor beyond the day.
/// </summary>
internal sealed record HookEvent(string Site, CollectedEvent Event)
{
    private static readonly (string Member, string Tag)[] Tags =
        [("source", "utm_source"), ("medium", "utm_medium"), ("name", "utm_campaign"), ("term", "utm_term"), ("content", "utm_content")];

    private static readonly FieldKind Length = FieldKind.Number(1, 100_000);
    private static readonly FieldKind Title = FieldKind.Text(EventLimits.Title);
    private static readonly FieldKind From = FieldKind.Text(EventLimits.Referrer);
    private static readonly FieldKind Tag = FieldKind.Text(200);

    private static readonly FieldSet Fields = new(
        ("anonymousId", FieldKind.Text(EventLimits.VisitorKey)), ("userId", FieldKind.Any), ("site", FieldKind.Any), ("traits", FieldKind.Map(FieldSet.Free)),
        ("page", FieldKind.Map(new(("path", FieldKind.Any), ("title", Title), ("referrer", From)))),
        ("event", FieldKind.Map(new(("name", FieldKind.Any), ("properties", FieldKind.Map(FieldSet.Free))))),
        ("context", FieldKind.Map(new(
            ("page", FieldKind.Map(new(("url", FieldKind.Any), ("path", FieldKind.Any), ("title", Title), ("referrer", From)))),
            ("screen", FieldKind.Map(new(("width", Length), ("height", Length), ("density", DetailFields.Density)))), ("locale", DetailFields.Locale), ("timezone", DetailFields.TimeZone),
            ("device", FieldKind.Map(new(("manufacturer", DetailFields.Name), ("model", DetailFields.Name)))),
            ("campaign", FieldKind.Map(new(("source", Tag), ("medium", Tag), ("name", Tag), ("term", Tag), ("content", Tag)))),
            ("ip", FieldKind.Any), ("userAgent", FieldKind.Any)))));

    /// <summary>The event, or what is wrong with it in its protocol's words.</summary>
    /// <param name="json">As it was sent.</param>
    /// <param name="kind">The endpoint: <c>pageview</c>, <c>track</c> or <c>identify</c>.</param>
    /// <param name="sendingHost">The host of the sending page. It names the site if the body names none.</param>
    /// <param name="told">The visitor that a server reports; null for a visitor's own request.</param>
    public static (HookEvent? Event, string? Problem) Parse(JsonElement json, string kind, string? sendingHost, ReportedVisitor? told)
    {
        string? path = json.Map("page")?.Text("path");
        string? name = json.Map("event")?.Text("name")?.Trim();
        string? user = json.Text("userId") is { Length: > 0 } id ? id : null;
        string? missing = kind switch
        {
            "pageview" when string.IsNullOrEmpty(path) => "page.path",
            "track" when string.IsNullOrEmpty(name) => "event.name",
            "identify" when user is null => "userId",
            _ => null,
        };
        // The hook's first page view of each load has an empty one.
        string[] absent = [.. new[] { json.Member("anonymousId") is null ? "anonymousId" : null, missing }.OfType<string>()];
        if (absent.Length > 0)
        {
            return (null, $"{string.Join(" and ", absent)} must be sent");
        }

        JsonElement context = json.Map("context") ?? default;
        JsonElement page = context.Map("page") ?? default;
        List<InputFault> leftOut = [.. Fields.FaultsOf(json, lenient: true)];
        Dictionary<string, string> props = kind == "track" ? FlatProps.Parse(json.Map("event")?.Map("properties"), "event.properties", leftOut) : [];
        Dictionary<string, string> traits = kind == "identify" ? FlatProps.Parse(json.Map("traits"), "traits", leftOut) : [];
        string? visitor = json.Text("anonymousId") is { Length: > 0 and <= EventLimits.VisitorKey } own ? own : null;
        if (visitor is not null && told is null)
        {
            leftOut.Add(new InputFault("anonymousId", "is heard from servers only, with an API key of scope 'ingest'"));
        }

        Uri? shown = page.Text("url") is { } address && PageAddress.IsWeb(address) && PageAddress.TryParse(address, "", out Uri? whole) ? whole : null;
        string? site = json.Text("site") is { Length: > 0 } named ? named : sendingHost ?? shown?.Host;
        Uri? url = site is null ? null : PageOf(path, shown, sendingHost ?? site, context.Map("campaign"));
        string? problem = site is null ? "site must be sent where the request has no Origin: the id or a domain of the site"
            : url is null ? "page.path must be a path of at most 2,000 characters"
            : user is { Length: > 200 } ? "userId must be at most 200 characters"
            : name is { Length: > EventName.MaxLength } ? "event.name must be at most 120 characters"
            : null;
        if (problem is not null)
        {
            return (null, problem);
        }

        JsonElement screen = context.Map("screen") ?? default, device = context.Map("device") ?? default;
        var collected = new CollectedEvent
        {
            Id = EventId.New(),
            Name = kind == "track" ? name! : kind == "identify" ? kind : EventName.Pageview,
            Url = url!,
            Domains = [site!],
            Title = json.Map("page")?.Text("title") ?? page.Text("title"),
            Referrer = (json.Map("page")?.Text("referrer") ?? page.Text("referrer"))?.CutAt(EventLimits.Referrer),
            Props = props,
            Traits = traits,
            Ignored = [.. leftOut.Select(f => f.Field)],
            Interactive = kind == "track",
            ScreenWidth = screen.Pixels("width"),
            ScreenHeight = screen.Pixels("height"),
            Language = context.Text("locale"),
            TimeZone = context.Text("timezone"),
            Details = DetailFields.Read(device.Member("manufacturer"), device.Member("model"), screen.Member("density"), context.Text("locale"), context.Text("timezone")),
            UserId = user,
            Reported = told is null ? null : told with
            {
                Address = AddressText.TryParse(context.Text("ip"), out System.Net.IPAddress? ip) ? ip : told.Address,
                UserAgent = context.Text("userAgent") ?? told.UserAgent,
                VisitorKey = visitor,
            },
        };
        return (new HookEvent(site!, collected), null);
    }

    // The address bar's, where it shows the page that is named; else the page on its host.
    private static Uri? PageOf(string? path, Uri? shown, string host, JsonElement? campaign)
    {
        string page = shown is not null && (path is null || path == shown.AbsolutePath) ? shown.AbsoluteUri : (shown is null || path is null || PageAddress.IsWeb(path) ? path : $"{shown.GetLeftPart(UriPartial.Authority)}/{path.TrimStart('/')}") ?? "/";
        string tags = campaign is not { } map || page.Contains("utm_", StringComparison.OrdinalIgnoreCase) ? ""
            : string.Join('&', Tags.Select(t => (t.Tag, Value: map.Text(t.Member))).Where(t => !string.IsNullOrEmpty(t.Value)).Select(t => $"{t.Tag}={Uri.EscapeDataString(t.Value!)}"));
        int fragment = page.IndexOf('#', StringComparison.Ordinal);
        string bare = tags.Length > 0 && fragment >= 0 ? page[..fragment] : page;
        string full = tags.Length == 0 ? bare : bare + (bare.Contains('?', StringComparison.Ordinal) ? '&' : '?') + tags;
        return PageAddress.TryParse(full, host, out Uri? url) ? url : null;
    }
}
