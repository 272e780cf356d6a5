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
        ("referrer", FieldKind.Text(EventLimits.Referrer)), ("title", FieldKind.Text(EventLimits.Title)), ("language", DetailFields.Locale), ("timezone", DetailFields.TimeZone),
        ("screen", FieldKind.Text(40, text => ScreenSize.Parse(text) is (not null, not null), ScreenSize.Rule)),
        ("website", FieldKind.Any), ("cache", FieldKind.Any), ("visitorId", FieldKind.Text(EventLimits.VisitorKey)), ("userAgent", FieldKind.Any), ("eventId", FieldKind.Any));

    /// <summary>The event; null without a fault where there is nothing to keep of it, else null with every fault.</summary>
    /// <param name="json">As it was sent.</param>
    /// <param name="site">Its site.</param>
    /// <param name="sendingHost">The host of the page, which the tracker does not send.</param>
    /// <param name="views">The page views before it in its request.</param>
    /// <param name="told">The visitor that a server with a key reports, which may tell what is known of a person; null for a visitor's own request.</param>
    public static (CollectedEvent? Event, IReadOnlyList<InputFault> Faults) Parse(JsonElement json, Site site, string? sendingHost, RepeatedViews views, ReportedVisitor? told)
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
        string? visitor = json.Text("visitorId") is { Length: > 0 and <= EventLimits.VisitorKey } own ? own : null;
        if (visitor is not null && told is null)
        {
            leftOut.Add(new InputFault("visitorId", "is heard from servers only, with an API key of scope 'ingest'"));
        }

        if (faults.Count > 0 || type == "page_exit" || (type == "identify" && !site.Settings.Identification))
        {
            return (null, faults);
        }

        // Its example of a purchase has value and currency; revenue is what other trackers call it.
        List<string> ignored = [.. leftOut.Select(f => f.Field)];
        Revenue? revenue = type == "event" ? RevenuePayload.OfProps(data, data.ContainsKey("revenue") ? "revenue" : "value", "data", ignored) : null;
        (int? width, int? height) = ScreenSize.Parse(json.Text("screen"));
        return (
            new CollectedEvent
            {
                Name = type == "event" ? name! : type,
                Url = url!,
                Domains = [site.Id.Value],
                Id = IdOf(json, path, views),
                Referrer = json.CutText(EventLimits.Referrer, "referrer"),
                Title = json.Text("title"),
                Language = json.Text("language"),
                TimeZone = json.Text("timezone"),
                Details = DetailFields.Read(locale: json.Text("language"), timeZone: json.Text("timezone")),
                ScreenWidth = width,
                ScreenHeight = height,
                Props = type == "identify" ? [] : data,
                Traits = type == "identify" ? data : [],
                TraitsField = "data",
                Ignored = ignored,
                Revenue = revenue,
                Interactive = type == "event",
                UserId = type == "identify" ? user : null,
                Reported = told is null ? null : told with { VisitorKey = visitor },
            },
            faults);
    }

    // Its script gives each event an id, which an attempt after a failure repeats; a script before that gave none, and said no type of a
    // page view. Neither repeats itself. The tracker that does says the type, and sends lists.
    private static EventId? IdOf(JsonElement json, string? path, RepeatedViews views) =>
        json.Text("eventId") is { Length: > 0 } own ? RepeatedViews.Id(own)
        : json.Text("type") == "pageview" ? views.IdOf(json.Map("cache")?.Text("visitId"), path)
        : null;
}
