using System.Globalization;
using System.Net;
using System.Text.Json;
using Analytics.Functions.Hosting;
using Analytics.Functions.Wire;
using Analytics.Store;
using Analytics.Store.Events;
using Analytics.Store.Sites;

namespace Analytics.Functions.Ingest;

/// <summary>One event of an authenticated sender, as docs/http-api.md describes it, parsed once.</summary>
internal static class IngestEvent
{
    /// <summary>The hit, or every fault of the event.</summary>
    public static (Hit? Hit, IReadOnlyList<InputFault> Faults) Parse(JsonElement json, Site site, DateTimeOffset now)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return (null, [new InputFault("event", "must be a JSON object")]);
        }

        try
        {
            return ParseFields(json, site, now);
        }
        catch (InvalidOperationException)
        {
            return (null, [new InputFault("event", "must be well-formed text")]);
        }
    }

    private static (Hit? Hit, IReadOnlyList<InputFault> Faults) ParseFields(JsonElement json, Site site, DateTimeOffset now)
    {
        List<InputFault> faults = [];
        EventId id = IdOf(json, faults);
        DateTimeOffset time = TimeOf(json, now, faults);
        string name = Text(json, "name") ?? EventName.Pageview;
        Require(name.Length is >= 1 and <= EventName.MaxLength, "name", "must be 1 to 120 characters");
        string? urlText = Text(json, "url");
        Require(Uri.TryCreate(urlText, UriKind.Absolute, out Uri? url) && urlText!.Length <= 2000, "url", "must be a valid url of at most 2,000 characters");
        JsonElement? visitor = Object(json, "visitor");
        IPAddress? address = null;
        string? ip = visitor is { } v1 ? Text(v1, "ip") : null;
        Require(ip is null || AddressText.TryParse(ip, out address), "visitor.ip", "must be an IPv4 or IPv6 address");
        string? key = visitor is { } v2 ? Text(v2, "id") : null;
        Require(key is null or { Length: >= 1 and <= 200 }, "visitor.id", "must be 1 to 200 characters");
        string? country = Text(json, "country");
        Require(country is null || (country.Length == 2 && country.All(char.IsAsciiLetter)), "country", "must be two letters (ISO 3166-1)");
        string? userId = Text(json, "userId");
        Require(userId is null or { Length: >= 1 and <= 200 }, "userId", "must be 1 to 200 characters");
        Require(Member(json, "consent") is null or { ValueKind: JsonValueKind.True or JsonValueKind.False }, "consent", "must be true or false");
        IReadOnlyDictionary<string, string> props = PropsPayload.Parse(Member(json, "props"), 30, faults);
        Revenue? revenue = RevenuePayload.Parse(Member(json, "revenue"));
        Require(Member(json, "revenue") is null || revenue is not null, "revenue", "must have a currency of three letters and an amount");
        Engagement? engagement = EngagementOf(json, faults);
        JsonElement? screen = Object(json, "screen");
        if (faults.Count > 0)
        {
            return (null, faults);
        }

        return (
            new Hit
            {
                Site = site,
                Id = id,
                Name = name,
                Url = url!,
                ReceivedAt = now,
                Time = time,
                Referrer = Text(json, "referrer"),
                Title = Text(json, "title"),
                Address = address,
                UserAgent = visitor is { } v3 ? Text(v3, "userAgent") : null,
                VisitorKey = key,
                Consent = Member(json, "consent") is { ValueKind: var said } ? said == JsonValueKind.True : null,
                Place = country is null ? Place.Unknown : new Place(country.ToUpperInvariant()),
                TimeZone = Text(json, "timezone"),
                Language = Text(json, "language"),
                ScreenWidth = screen is { } s1 ? Pixels(s1, "width") : null,
                ScreenHeight = screen is { } s2 ? Pixels(s2, "height") : null,
                Props = props,
                Revenue = revenue,
                Interactive = Member(json, "interactive") is not { ValueKind: JsonValueKind.False },
                Engagement = engagement,
                UserId = userId,
            },
            faults);

        void Require(bool holds, string field, string problem)
        {
            if (!holds)
            {
                faults.Add(new InputFault(field, problem));
            }
        }
    }

    private static EventId IdOf(JsonElement json, List<InputFault> faults)
    {
        if (Member(json, "id") is null)
        {
            return EventId.New();
        }

        if (!EventId.TryParse(Text(json, "id"), out EventId id))
        {
            faults.Add(new InputFault("id", "must be 1 to 64 characters of A–Z a–z 0–9 - _ ."));
        }

        return id;
    }

    private static DateTimeOffset TimeOf(JsonElement json, DateTimeOffset now, List<InputFault> faults)
    {
        if (Member(json, "timestamp") is null)
        {
            return now;
        }

        bool valid = DateTimeOffset.TryParse(
            Text(json, "timestamp"),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out DateTimeOffset time);
        if (!valid)
        {
            faults.Add(new InputFault("timestamp", "must be an ISO 8601 instant such as 2026-11-01T10:00:00.000Z"));
        }
        else if (time > now.AddMinutes(10) || time < now.AddYears(-50))
        {
            faults.Add(new InputFault("timestamp", "must not be in the future, nor more than 50 years ago"));
        }

        return time;
    }

    private static Engagement? EngagementOf(JsonElement json, List<InputFault> faults)
    {
        if (Object(json, "engagement") is not { } engagement)
        {
            return null;
        }

        long ms = Member(engagement, "ms") is { ValueKind: JsonValueKind.Number } n && n.TryGetInt64(out long value) ? value : 0;
        int? scroll = Member(engagement, "scroll") is { ValueKind: JsonValueKind.Number } s && s.TryGetInt32(out int depth) ? depth : null;
        if (ms is < 0 or >= 2_592_000_000)
        {
            faults.Add(new InputFault("engagement.ms", "must be 0 to 30 days in milliseconds"));
        }

        if (scroll is < 0 or > 100)
        {
            faults.Add(new InputFault("engagement.scroll", "must be 0 to 100"));
        }

        return new Engagement(ms, scroll);
    }

    private static int? Pixels(JsonElement json, string name) =>
        Member(json, name) is { ValueKind: JsonValueKind.Number } n && n.TryGetInt32(out int pixels) && pixels is > 0 and <= 100_000 ? pixels : null;

    private static JsonElement? Object(JsonElement json, string name) => Member(json, name) is { ValueKind: JsonValueKind.Object } map ? map : null;

    private static string? Text(JsonElement json, string name) => Member(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static JsonElement? Member(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
