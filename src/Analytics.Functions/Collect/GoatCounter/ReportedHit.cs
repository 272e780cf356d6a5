using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Analytics.Functions.Http;
using Analytics.Functions.Places;
using Analytics.Functions.Wire;
using Analytics.Store.Events;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;

namespace Analytics.Functions.Collect.GoatCounter;

/// <summary>A hit that a server reports: one of <c>hits</c> of <c>POST /api/v0/count</c>.</summary>
internal static class ReportedHit
{
    /// <summary>The fields of the request around the hits.</summary>
    public static FieldSet Request { get; } = new(("no_sessions", FieldKind.Flag), ("hits", FieldKind.Any), ("filter", FieldKind.Any));

    private static readonly FieldSet Fields = new(
        ("path", FieldKind.Any), ("title", FieldKind.Text(EventLimits.Title)), ("event", FieldKind.Flag), ("ref", FieldKind.Text(EventLimits.Referrer)), ("query", FieldKind.Text(int.MaxValue)),
        ("size", FieldKind.Any), ("bot", FieldKind.Number(0, 999)), ("language", FieldKind.Text(200)),
        ("location", FieldKind.Text(6, IsLocation, "must be a country, or a region of it: EE, US-TX")),
        ("created_at", FieldKind.Any), ("ip", FieldKind.Any), ("user_agent", FieldKind.Any), ("session", FieldKind.Any));

    /// <summary>The event, or every fault of the hit.</summary>
    /// <param name="json">The hit.</param>
    /// <param name="site">Its site, whose first domain is the page's host.</param>
    /// <param name="server">The server. Nothing of its own request is the visitor's.</param>
    /// <param name="noSessions">Every hit counts as a visitor of its own where nothing tells one from another.</param>
    /// <param name="now">The time of receipt.</param>
    public static (CollectedEvent? Event, IReadOnlyList<InputFault> Faults) Parse(JsonElement json, Site site, ReportedVisitor server, bool noSessions, DateTimeOffset now)
    {
        List<InputFault> faults = [];
        List<InputFault> leftOut = [.. Fields.FaultsOf(json, lenient: true)];
        (int? Width, int? Height) screen = ScreenOf(json);
        if (json.Member("size") is not null && (screen.Width is null || screen.Height is null))
        {
            leftOut.Add(new InputFault("size", ScreenSize.Rule));
        }

        var hit = new GoatCounterHit
        {
            Path = json.Text("path") ?? "",
            IsEvent = json.Flag("event") == true,
            Title = json.Text("title"),
            Referrer = json.Text("ref"),
            Query = json.Text("query"),
            Screen = screen,
            Bot = json.Number("bot") is { } bot and >= 0 and < 1000 ? (int)bot : 0,
        };
        faults.AddRange(hit.Faults());
        IPAddress? address = null;
        string? ip = Given(json, "ip");
        if (ip is not null && !AddressText.TryParse(ip, out address))
        {
            faults.Add(new InputFault("ip", "must be an IPv4 or IPv6 address"));
        }

        string? agent = Given(json, "user_agent");
        string? session = Given(json, "session");
        if (session is { Length: > 200 })
        {
            faults.Add(new InputFault("session", "must be at most 200 characters"));
        }

        if (session is null && (agent is null || ip is null) && !noSessions)
        {
            faults.Add(new InputFault("", "session, or user_agent and ip, must be sent; with no_sessions the hit counts as a visitor of its own"));
        }

        DateTimeOffset? time = TimeOf(json, now, faults);
        CollectedEvent? collected = faults.Count == 0 ? hit.ToEvent(site.Id.Value, site.Domains[0]) : null;
        if (faults.Count == 0 && collected is null)
        {
            faults.Add(new InputFault("path", "makes no address with a path of at most 2000 characters"));
        }

        return (
            collected is null ? null : collected with
            {
                Language = json.Text("language"),
                Ignored = [.. leftOut.Select(f => f.Field)],
                Reported = new ReportedVisitor(server.OwnerId)
                {
                    Address = address,
                    UserAgent = agent,
                    // A visitor of nobody else's: each such hit is one, as with GoatCounter.
                    VisitorKey = session ?? (agent is null || ip is null ? EventId.New().Value : null),
                    Time = time,
                    Place = PlaceOf(json.Text("location")),
                },
            },
            faults);
    }

    private static DateTimeOffset? TimeOf(JsonElement json, DateTimeOffset now, List<InputFault> faults)
    {
        if (Given(json, "created_at") is not { } text || text.StartsWith("0001-01-01", StringComparison.Ordinal))
        {
            return null;
        }

        if (IsoInstant.Parse(text) is not { } time)
        {
            faults.Add(new InputFault("created_at", IsoInstant.Rule));
            return null;
        }

        if (time > now.AddMinutes(10) || time < now.AddYears(-50))
        {
            faults.Add(new InputFault("created_at", "must not be in the future, nor more than 50 years ago"));
        }

        return time;
    }

    private static (int? Width, int? Height) ScreenOf(JsonElement json)
    {
        if (json.Member("size") is not { ValueKind: JsonValueKind.Array } size)
        {
            return ScreenSize.Parse(json.Text("size"));
        }

        return ScreenSize.Parse(string.Join(',', size.EnumerateArray().Take(3).Select(n => n.ToString())));
    }

    // "EE", or with a region of it "US-TX".
    private static bool IsLocation(string text) =>
        text.Length is >= 2 and <= 6 && char.IsAsciiLetter(text[0]) && char.IsAsciiLetter(text[1]) && (text.Length == 2 || text[2] == '-')
            && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static Place PlaceOf(string? location) => location is not null && IsLocation(location) ? PlaceText.Read(location[..2], location, null) : Place.Unknown;

    private static string? Given(JsonElement json, string name) => json.Text(name) is { Length: > 0 } text ? text : null;
}

/// <summary>GoatCounter's form of faults: by the hit's place in the list.</summary>
internal sealed record HitErrors(IReadOnlyDictionary<string, string> Errors);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HitErrors))]
internal sealed partial class GoatCounterJson : JsonSerializerContext;
