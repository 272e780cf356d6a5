using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Analytics.Functions.Wire;
using Analytics.Store.Events;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;

namespace Analytics.Functions.Collect.LittleStats;

/// <summary>One event of LittleStats' tracker: <c>{"type":"pageview","url":"/a","screen":"1920x1080",…}</c>.</summary>
internal static class LittleStatsEvent
{
    private static readonly string[] Types = ["pageview", "event", "identify", "page_exit"];

    private static readonly FieldSet Fields = new(
        ("type", FieldKind.Any), ("url", FieldKind.Any), ("name", FieldKind.Any), ("id", FieldKind.Any), ("data", FieldKind.Map(FieldSet.Free)),
        ("referrer", FieldKind.Text(EventLimits.Referrer)), ("title", FieldKind.Text(EventLimits.Title)), ("language", FieldKind.Text(200)), ("timezone", FieldKind.Text(64)),
        ("screen", FieldKind.Text(40, text => ScreenSize.Parse(text) is (not null, not null), ScreenSize.Rule)),
        ("website", FieldKind.Any), ("cache", FieldKind.Any), ("visitorId", FieldKind.Any), ("userAgent", FieldKind.Any));

    /// <summary>The event; null without a fault where there is nothing to keep of it, else null with every fault.</summary>
    /// <param name="json">As it was sent.</param>
    /// <param name="site">Its site.</param>
    /// <param name="sendingHost">The host of the page, which the tracker does not send.</param>
    /// <param name="hasKey">A server with a key sends it: it may tell what is known of a person.</param>
    public static (CollectedEvent? Event, IReadOnlyList<InputFault> Faults) Parse(JsonElement json, Site site, string? sendingHost, bool hasKey)
    {
        List<InputFault> faults = [];
        List<InputFault> leftOut = [.. Fields.FaultsOf(json, lenient: true)];
        string type = json.Text("type") ?? EventName.Pageview; // its script says none of a page view
        if (!Types.Contains(type))
        {
            faults.Add(new InputFault("type", "must be pageview, event, identify or page_exit"));
        }

        string? path = json.Text("url");
        if (!PageAddress.TryParse(path, sendingHost ?? site.Domains[0], out Uri? url))
        {
            faults.Add(new InputFault("url", "must be an address or a path, with a path of at most 2,000 characters"));
        }

        string? name = json.Text("name")?.Trim();
        if (type == "event" && name is null or { Length: 0 or > EventName.MaxLength })
        {
            faults.Add(new InputFault("name", "must be 1 to 120 characters"));
        }

        string? user = json.Text("id");
        if (type == "identify" && user is null or { Length: 0 or > 200 })
        {
            faults.Add(new InputFault("id", "must be 1 to 200 characters"));
        }

        Dictionary<string, string> data = FlatProps.Parse(json.Map("data"), "data", leftOut);
        if (type == "identify" && data.Count > 0 && !hasKey)
        {
            data = [];
            leftOut.Add(new InputFault("data", "what is known of a person is taken from servers only, with an API key of scope 'ingest'"));
        }

        if (faults.Count > 0 || type == "page_exit" || (type == "identify" && !site.Settings.Identification))
        {
            return (null, faults);
        }

        (int? width, int? height) = ScreenSize.Parse(json.Text("screen"));
        return (
            new CollectedEvent
            {
                Name = type == "event" ? name! : type,
                Url = url!,
                Domains = [site.Id.Value],
                Id = type == "pageview" ? ViewOf(json, path) : null,
                Referrer = json.Text("referrer") is { } referrer ? referrer[..Math.Min(referrer.Length, EventLimits.Referrer)] : null,
                Title = json.Text("title"),
                Language = json.Text("language"),
                TimeZone = json.Text("timezone"),
                ScreenWidth = width,
                ScreenHeight = height,
                Props = data,
                Ignored = [.. leftOut.Select(f => f.Field)],
                Interactive = type == "event",
                UserId = type == "identify" ? user : null,
            },
            faults);
    }

    // The tracker repeats a page view every five seconds, to say that the page is still open. A page counts once a visit of its own
    // random id instead, or one open page would be seven hundred views an hour.
    private static EventId? ViewOf(JsonElement json, string? path) =>
        json.Map("cache")?.Text("visitId") is { Length: > 0 } visit
            && EventId.TryParse("ls-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{visit}\n{path}")).AsSpan(0, 16)), out EventId id)
            ? id
            : null;
}
