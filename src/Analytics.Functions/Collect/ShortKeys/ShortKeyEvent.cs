using System.Text.Json;
using Analytics.Functions.Wire;
using Analytics.Store.Events;
using Analytics.Store.Inputs;

namespace Analytics.Functions.Collect.ShortKeys;

/// <summary>
/// An event of ts-analytics' trackers: <c>s</c> site, <c>e</c> kind, <c>u</c> address, <c>r</c> referrer, <c>t</c> title, <c>sw</c> and
/// <c>sh</c> screen, <c>p</c> properties. Their session ids are not heard.
/// </summary>
internal static class ShortKeyEvent
{
    private static readonly FieldSet Fields = new(
        ("s", FieldKind.Any), ("e", FieldKind.Any), ("u", FieldKind.Any), ("r", FieldKind.Text(EventLimits.Referrer)), ("t", FieldKind.Text(EventLimits.Title)),
        ("sw", FieldKind.Number(1, 100_000)), ("sh", FieldKind.Number(1, 100_000)), ("p", FieldKind.Map(FieldSet.Free)), ("sid", FieldKind.Any));

    private static readonly FieldSet Engaged = new(("timeOnPage", FieldKind.Number(0, 86_400)), ("scrollDepth", FieldKind.Number(0, 100)));

    /// <summary>The event; null without a problem where its kind is not kept (heat maps); else the problem in its protocol's words.</summary>
    /// <param name="json">As it was sent.</param>
    /// <param name="site">The site of the address that it was sent to; null where <c>s</c> names it.</param>
    public static (CollectedEvent? Event, string? Problem) Parse(JsonElement json, string? site)
    {
        site ??= json.Text("s");
        string? kind = json.Text("e");
        string? address = json.Text("u");
        if (string.IsNullOrEmpty(site) || string.IsNullOrEmpty(kind) || string.IsNullOrEmpty(address))
        {
            (string Name, string? Value)[] needed = [("s", site), ("e", kind), ("u", address)];
            string missing = string.Join(", ", needed.Where(field => string.IsNullOrEmpty(field.Value)).Select(field => field.Name));
            return (null, $"{missing} must be sent: s the site, e the kind of the event, u the page's address");
        }

        if (!PageAddress.IsWeb(address) || !PageAddress.TryParse(address, "", out Uri? url))
        {
            return (null, "u must be a whole address, with a path of at most 2,000 characters");
        }

        JsonElement props = json.Map("p") ?? default;
        string? name = kind switch
        {
            "pageview" => EventName.Pageview,
            "event" => props.Text("name") is { Length: > 0 } own ? own : "unnamed",
            "outbound" => "Outbound Link: Click",
            "click" when props.Text("kind") is null or "outbound" => "Outbound Link: Click",
            "click" when props.Text("kind") == "download" => "File Download",
            "engagement" => EventName.Engagement,
            "vitals" => "web_vitals",
            "error" => EventName.Error,
            _ => null,
        };
        List<InputFault> leftOut = [.. Fields.FaultsOf(json, lenient: true)];
        Dictionary<string, string> data = name == EventName.Engagement ? [] : FlatProps.Parse(props, "p", leftOut);
        leftOut.AddRange(name == EventName.Engagement ? Engaged.FaultsOf(props, lenient: true, "p.") : []);
        _ = kind == "event" && data.Remove("name");
        if (kind == "vitals" && props.Text("metric") is "LCP" or "INP" or "CLS" or "FCP" or "TTFB" or "FID" && data.Remove("metric", out string? vital) && data.Remove("value", out string? measured))
        {
            // One a message, where other trackers send all of a page's together. Its rating follows from the value.
            data[vital] = measured;
            _ = data.Remove("rating");
        }

        if (name is null || name.Length > EventName.MaxLength)
        {
            return (null, name is null ? null : "p.name must be at most 120 characters");
        }

        if (kind == "error" && data.Remove("col", out string? column))
        {
            data["column"] = column;
        }

        return (
            new CollectedEvent
            {
                Name = name,
                Url = url,
                Domains = [site],
                Referrer = json.CutText(EventLimits.Referrer, "r"),
                Title = json.Text("t"),
                ScreenWidth = json.Pixels("sw"),
                ScreenHeight = json.Pixels("sh"),
                Props = data,
                Ignored = [.. leftOut.Select(f => f.Field)],
                Interactive = kind is "event" or "outbound" or "click",
                Engagement = name == EventName.Engagement ? EngagementOf(props) : null,
            },
            null);
    }

    // Seconds, as it measures them.
    private static Engagement EngagementOf(JsonElement props) => new(
        (long)(Math.Clamp(props.Number("timeOnPage") ?? 0, 0, 86_400) * 1000),
        props.Number("scrollDepth") is { } depth and >= 0 and <= 100 ? (int)depth : null);
}
