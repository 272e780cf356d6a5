using System.Globalization;
using System.Text;
using System.Text.Json;
using Analytics.Functions.Wire;
using Analytics.Store.Events;
using Analytics.Store.Inputs;

namespace Analytics.Functions.Collect;

/// <summary>The wire form of <c>POST /api/event</c>: short and long field names, limits and messages are Plausible's.</summary>
internal static class EventPayload
{

    /// <summary>The payload, or every fault of it.</summary>
    public static (CollectedEvent? Event, IReadOnlyList<InputFault> Faults) Parse(JsonElement body)
    {
        try
        {
            return ParseFields(body);
        }
        catch (InvalidOperationException)
        {
            // JSON may escape half a surrogate pair, which is no text.
            return (null, [new InputFault("body", "must be well-formed text")]);
        }
    }

    private static (CollectedEvent? Event, IReadOnlyList<InputFault> Faults) ParseFields(JsonElement body)
    {
        List<InputFault> faults = [];
        string name = NameOf(body, faults);
        Uri? url = UrlOf(body, faults);
        IReadOnlyList<string> domains = DomainsOf(body, url, faults);
        IReadOnlyDictionary<string, string> props = PropsPayload.Parse(PropsOf(body), faults);
        Engagement? engagement = EngagementOf(body, name, faults);
        EngagedPage? before = BeforeOf(body, faults);
        if (faults.Count > 0)
        {
            return (null, faults);
        }

        return (
            new CollectedEvent
            {
                Name = name,
                Url = url!,
                Domains = domains,
                Referrer = Text(body, "r", "referrer") is { } referrer ? referrer[..Math.Min(referrer.Length, EventLimits.Referrer)] : null,
                Id = IdOf(body),
                Title = Text(body, "ti", "title"),
                Props = props,
                HashIsPage = Member(body, "h", "hashMode") is { } hash && (hash.ValueKind == JsonValueKind.True || IsNumber(hash, 1)),
                Interactive = Member(body, "i", "interactive") is not { ValueKind: JsonValueKind.False },
                Revenue = RevenuePayload.Parse(Member(body, "$", "revenue")),
                Engagement = engagement,
                ScreenWidth = Pixels(body, "w", "screen_width"),
                ScreenHeight = Pixels(body, "sh", "screen_height"),
                TimeZone = Text(body, "tz", "timezone"),
                Language = Text(body, "l", "language"),
                Consent = Member(body, "c", "consent") switch
                {
                    { ValueKind: JsonValueKind.True } => true,
                    { ValueKind: JsonValueKind.False } => false,
                    { } consent when IsNumber(consent, 1) => true,
                    { } consent when IsNumber(consent, 0) => false,
                    _ => null,
                },
                Age = Member(body, "a", "age") is { ValueKind: JsonValueKind.Number } age && age.TryGetDouble(out double ms)
                    ? TimeSpan.FromMilliseconds(Math.Clamp(ms, 0, TimeSpan.FromHours(24).TotalMilliseconds))
                    : TimeSpan.Zero,
                UserId = Consents(body) ? Text(body, "uid") : null,
                Before = before,
            },
            faults);
    }

    private static string NameOf(JsonElement body, List<InputFault> faults)
    {
        JsonElement? member = Member(body, "n", "name");
        string name = member switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString()!.Trim(),
            { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
            _ => "",
        };
        if (name.Length == 0)
        {
            faults.Add(new InputFault("event_name", "can't be blank"));
        }
        else if (name.Length > EventName.MaxLength)
        {
            faults.Add(new InputFault("event_name", "should be at most 120 character(s)"));
        }

        return name;
    }

    private static Uri? UrlOf(JsonElement body, List<InputFault> faults)
    {
        string? text = Text(body, "u", "url");
        string? problem = text switch
        {
            null or "" => "is required",
            _ when Encoding.UTF8.GetByteCount(text) > EventLimits.Url => "must be a valid url",
            _ when text.StartsWith("data:", StringComparison.OrdinalIgnoreCase) => "scheme is not allowed",
            _ when !Uri.TryCreate(text, UriKind.Absolute, out _) => "must be a valid url",
            _ => null,
        };
        if (problem is null)
        {
            return new Uri(text!, UriKind.Absolute);
        }

        faults.Add(new InputFault("url", problem));
        return null;
    }

    private static string[] DomainsOf(JsonElement body, Uri? url, List<InputFault> faults)
    {
        if (Text(body, "d", "domain") is not { } text)
        {
            return url is null ? [] : [url.Host];
        }

        string[] domains = [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Take(20)];
        if (domains.Length == 0)
        {
            faults.Add(new InputFault("domain", "can't be blank"));
        }

        return domains;
    }

    private static Engagement? EngagementOf(JsonElement body, string name, List<InputFault> faults)
    {
        long? ms = Member(body, "e") is { ValueKind: JsonValueKind.Number } e && e.TryGetInt64(out long value) && value is >= 0 and < EventLimits.EngagedMilliseconds ? value : null;
        int? scroll = Member(body, "sd") is { ValueKind: JsonValueKind.Number } sd && sd.TryGetInt32(out int depth) && depth >= 0 ? Math.Min(depth, 100) : null;
        if (name == EventName.Engagement && Member(body, "e") is null && Member(body, "sd") is null)
        {
            faults.Add(new InputFault("engagement_time", "engagement needs e or sd"));
        }

        return ms is null && scroll is null ? null : new Engagement(ms ?? 0, scroll);
    }

    private static EngagedPage? BeforeOf(JsonElement body, List<InputFault> faults)
    {
        if (Member(body, "b") is not { } before)
        {
            return null;
        }

        if (before.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new InputFault("b", "must be an object"));
            return null;
        }

        List<InputFault> own = [];
        Uri? url = UrlOf(before, own);
        Engagement? engagement = EngagementOf(before, EventName.Engagement, own);
        IReadOnlyDictionary<string, string> props = PropsPayload.Parse(PropsOf(before), own);
        if (engagement is null && own.TrueForAll(f => f.Field != "engagement_time"))
        {
            own.Add(new InputFault("engagement_time", "must be whole milliseconds under 30 days, or a depth in percent"));
        }

        if (Member(before, "b") is not null)
        {
            own.Add(new InputFault("b", "may not be in b"));
        }

        faults.AddRange(own.Select(f => new InputFault("b", $"{f.Field} {f.Problem}")));
        return own.Count > 0 ? null : new EngagedPage(IdOf(before) ?? IdBefore(body), url!, engagement!, props);
    }

    // Its own id where it says one, else one that a copy of the request has, too.
    private static EventId? IdBefore(JsonElement body) => IdOf(body) is { } id && EventId.TryParse(id.Value + "-b", out EventId before) ? before : null;

    // A visitor who refused gets no user id, even if the page sends one.
    private static bool Consents(JsonElement body) => Member(body, "c") is not { } consent || !(consent.ValueKind == JsonValueKind.False || IsNumber(consent, 0));

    private static EventId? IdOf(JsonElement body) => EventId.TryParse(Text(body, "id"), out EventId id) ? id : null;

    private static JsonElement? PropsOf(JsonElement body) => Member(body, "m") ?? Member(body, "meta") ?? Member(body, "p") ?? Member(body, "props");

    private static int? Pixels(JsonElement body, params ReadOnlySpan<string> names) =>
        Member(body, names) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out int pixels) && pixels is > 0 and <= 100_000 ? pixels : null;

    private static bool IsNumber(JsonElement element, int value) =>
        element.ValueKind == JsonValueKind.Number && element.GetRawText() == value.ToString(CultureInfo.InvariantCulture);

    private static string? Text(JsonElement body, params ReadOnlySpan<string> names) =>
        Member(body, names) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static JsonElement? Member(JsonElement body, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (body.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null)
            {
                return value;
            }
        }

        return null;
    }
}
