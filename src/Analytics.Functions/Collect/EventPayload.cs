using System.Text.Json;
using Analytics.Functions.Wire;
using Analytics.Store.Events;
using Analytics.Store.Inputs;

namespace Analytics.Functions.Collect;

/// <summary>The wire form of <c>POST /api/event</c>: short and long field names and limits are Plausible's, the messages our own.</summary>
internal static class EventPayload
{
    private const int MaxDomains = 20;
    private const int MaxScroll = 1_000_000; // over 100 is 100
    private static readonly string[] Props = ["m", "meta", "p", "props"];
    private static readonly FieldKind Id = FieldKind.Text(EventLimits.Id, text => EventId.TryParse(text, out _), "must be 1 to 64 of A–Z a–z 0–9 - _ .");
    private static readonly FieldKind Engaged = FieldKind.Number(0, EventLimits.EngagedMilliseconds - 1);
    private static readonly FieldKind Scrolled = FieldKind.Number(0, MaxScroll);
    private static readonly FieldKind Pixels = FieldKind.Number(1, 100_000);

    private static readonly (string Names, FieldKind Kind)[] OfEvent =
    [
        ("n name", FieldKind.Any), ("u url", FieldKind.Any), ("d domain", FieldKind.Any),
        ("r referrer", FieldKind.Text(EventLimits.Referrer)), ("m meta p props", FieldKind.Any), ("$ revenue", FieldKind.Any),
        ("i interactive", FieldKind.Flag), ("h hashMode", FieldKind.Flag), ("e", Engaged), ("sd", Scrolled),
        ("uid", FieldKind.Text(EventLimits.UserId)), ("traits", FieldKind.Any), ("c consent", FieldKind.Flag), ("id", Id), ("a age", FieldKind.Number(0, EventLimits.AgeMilliseconds)),
        ("ti title", FieldKind.Text(EventLimits.Title)), ("w screen_width", Pixels), ("sh screen_height", Pixels),
        ("tz timezone", FieldKind.Text(64)), ("l language", FieldKind.Text(200)),
        ("v", FieldKind.Any), // the version of Plausible's script: known, and of no use here
    ];

    private static readonly FieldSet Fields = new([.. OfEvent, ("b", FieldKind.Any)]);

    // A tracker brings the page along as it was reported. Whose it was is the event's to say, so of the rest nothing is read.
    private static readonly string[] OfPage = ["id", "u url", "e", "sd", "m meta p props"];
    private static readonly FieldSet Before = new([.. OfEvent.Select(f => OfPage.Contains(f.Names) ? f : (f.Names, FieldKind.Any))]);

    /// <summary>The payload, or every fault of it.</summary>
    public static (CollectedEvent? Event, IReadOnlyList<InputFault> Faults) Parse(JsonElement body)
    {
        List<InputFault> faults = [];
        List<InputFault> leftOut = [.. Fields.FaultsOf(body, lenient: true)];
        string name = NameOf(body, faults);
        Uri? url = UrlOf(body, faults);
        IReadOnlyList<string> domains = DomainsOf(body, url, faults, leftOut);
        Engagement? engagement = EngagementOf(body, name, faults);
        if (faults.Count > 0)
        {
            return (null, faults);
        }

        IReadOnlyDictionary<string, string> props = PropsOf(body, "", leftOut);
        JsonElement? money = body.Member("$", "revenue");
        Revenue? revenue = RevenuePayload.Parse(money);
        if (money is not null && revenue is null)
        {
            leftOut.Add(new InputFault(body.NameOf("$", "revenue"), RevenuePayload.Rule));
        }

        IReadOnlyDictionary<string, string> traits = PropsPayload.Parse(body.Member("traits"), "traits", leftOut);
        EngagedPage? before = BeforeOf(body, leftOut);
        bool? consent = body.Flag("c", "consent");
        return (
            new CollectedEvent
            {
                Name = name,
                Url = url!,
                Domains = domains,
                Referrer = body.CutText(EventLimits.Referrer, "r", "referrer"),
                Id = IdOf(body),
                Title = body.Text("ti", "title"),
                Props = props,
                HashIsPage = body.Flag("h", "hashMode") == true,
                Interactive = body.Flag("i", "interactive") != false,
                Revenue = revenue,
                Engagement = engagement,
                ScreenWidth = body.Pixels("w", "screen_width"),
                ScreenHeight = body.Pixels("sh", "screen_height"),
                TimeZone = body.Text("tz", "timezone"),
                Language = body.Text("l", "language"),
                Consent = consent,
                Age = TimeSpan.FromMilliseconds(Math.Clamp(body.Number("a", "age") ?? 0, 0, EventLimits.AgeMilliseconds)),
                UserId = consent == false ? null : body.Text("uid"), // a visitor who refused is not named
                Traits = traits,
                Before = before,
                Ignored = [.. leftOut.Select(fault => fault.Field)],
            },
            faults);
    }

    /// <summary>The sites that a body names, whatever else is wrong with it.</summary>
    public static IEnumerable<string> SitesOf(JsonElement body) =>
        body.Text("d", "domain")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(MaxDomains)
        ?? (Uri.TryCreate(body.Text("u", "url"), UriKind.Absolute, out Uri? url) ? [url.Host] : []);

    private static string NameOf(JsonElement body, List<InputFault> faults)
    {
        string name = body.Member("n", "name") is { ValueKind: JsonValueKind.String or JsonValueKind.Number } text ? text.AsText()!.Trim() : "";
        if (name.Length == 0)
        {
            faults.Add(new InputFault("event_name", "is required: send it as n or name"));
        }
        else if (name.Length > EventName.MaxLength)
        {
            faults.Add(new InputFault("event_name", "must be at most 120 characters"));
        }

        return name;
    }

    private static Uri? UrlOf(JsonElement body, List<InputFault> faults)
    {
        string text = body.Member("u", "url") is { ValueKind: JsonValueKind.String } member ? member.GetString()! : "";
        Uri? url = null;
        string? problem = text.Length == 0 ? "is required: send it as u or url"
            : text.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? "must be the address of a page, not a data: address"
            : !Uri.TryCreate(text, UriKind.Absolute, out url) ? "must be a whole address, such as https://example.com/pricing"
            : !PagePath.Fits(url) ? "must have a path of at most 2,000 characters"
            : null;
        if (problem is not null)
        {
            faults.Add(new InputFault("url", problem));
        }

        return problem is null ? url : null;
    }

    private static string[] DomainsOf(JsonElement body, Uri? url, List<InputFault> faults, List<InputFault> leftOut)
    {
        if (body.Text("d", "domain") is not { } text)
        {
            return url is null ? [] : [url.Host];
        }

        string[] domains = [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
        if (domains.Length == 0)
        {
            faults.Add(new InputFault("domain", "must name a site, or be left out"));
        }
        else if (domains.Length > MaxDomains)
        {
            leftOut.Add(new InputFault(body.NameOf("d", "domain"), "names more than 20 sites"));
        }

        return [.. domains.Take(MaxDomains)];
    }

    private static Engagement? EngagementOf(JsonElement body, string name, List<InputFault> faults)
    {
        long? ms = body.Number("e") is { } engaged and >= 0 and <= EventLimits.EngagedMilliseconds - 1 ? (long)engaged : null;
        int? scroll = body.Number("sd") is { } depth and >= 0 and <= MaxScroll ? (int)Math.Min(depth, 100) : null;
        if (name == EventName.Engagement && body.Member("e") is null && body.Member("sd") is null)
        {
            faults.Add(new InputFault("engagement_time", "engagement needs e or sd"));
        }

        return ms is null && scroll is null ? null : new Engagement(ms ?? 0, scroll);
    }

    // The page view that brings it along is never lost for it: what cannot be used is left out.
    private static EngagedPage? BeforeOf(JsonElement body, List<InputFault> leftOut)
    {
        if (body.Member("b") is not { } before)
        {
            return null;
        }

        List<InputFault> own = [];
        Uri? url = UrlOf(before, own);
        Engagement? engagement = EngagementOf(before, EventName.Engagement, own);
        if (before.ValueKind != JsonValueKind.Object || own.Count > 0 || engagement is null)
        {
            leftOut.Add(new InputFault("b", "must be an object with url, and with e or sd"));
            return null;
        }

        leftOut.AddRange(Before.FaultsOf(before, lenient: true, "b."));
        return new EngagedPage(IdOf(before) ?? IdBefore(body), url!, engagement, PropsOf(before, "b.", leftOut));
    }

    // Its own id where it says one, else one that a copy of the request has, too.
    private static EventId? IdBefore(JsonElement body) => IdOf(body) is { } id && EventId.TryParse(id.Value + "-b", out EventId before) ? before : null;

    private static EventId? IdOf(JsonElement body) => EventId.TryParse(body.Text("id"), out EventId id) ? id : null;

    private static IReadOnlyDictionary<string, string> PropsOf(JsonElement body, string path, List<InputFault> leftOut) =>
        PropsPayload.Parse(body.Member(Props), path + body.NameOf(Props), leftOut);
}
