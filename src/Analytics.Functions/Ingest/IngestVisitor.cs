using System.Net;
using System.Text.Json;
using Analytics.Functions.Http;
using Analytics.Functions.Places;
using Analytics.Functions.Wire;
using Analytics.Store.Events;
using Analytics.Store.Inputs;

namespace Analytics.Functions.Ingest;

/// <summary>
/// Whom an authenticated sender speaks of: what an event says of its visitor, or a session of the visitor of all its events. Not a
/// record: a record would print an address.
/// </summary>
internal sealed class IngestVisitor
{
    private const int MaxUserAgent = 4096;

    private static readonly FieldKind HintText = FieldKind.Text(MaxUserAgent);
    private static readonly FieldKind Length = FieldKind.Number(1, 100_000);

    /// <summary>The fields that this is read from, which an event of a session leaves to the session.</summary>
    public static (string Name, FieldKind Kind)[] Fields { get; } =
    [
        ("visitor", FieldKind.Map(new(
            ("ip", FieldKind.Text(100)), ("userAgent", FieldKind.Text(MaxUserAgent)), ("id", FieldKind.Text(EventLimits.VisitorKey)),
            ("hints", FieldKind.Map(new(("brands", HintText), ("platform", HintText), ("platformVersion", HintText), ("mobile", FieldKind.Flag))))))),
        ("userId", FieldKind.Text(EventLimits.UserId)), ("consent", FieldKind.Flag), ("asksForPrivacy", FieldKind.Flag), ("country", FieldKind.Text(100)),
        ("timezone", FieldKind.Text(64)), ("language", FieldKind.Text(200)), ("screen", FieldKind.Map(new(("width", Length), ("height", Length), ("density", DetailFields.Density)))),
        ("device", FieldKind.Map(new(("manufacturer", DetailFields.Name), ("model", DetailFields.Name)))),
    ];

    /// <summary>The names of these fields.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Fields.Select(f => f.Name)];

    public IPAddress? Address { get; private init; }

    public string? UserAgent { get; private init; }

    /// <summary>The sender's own name for the visitor.</summary>
    public string? Key { get; private init; }

    public ClientHints Hints { get; private init; } = ClientHints.None;

    public string? UserId { get; private init; }

    public bool? Consent { get; private init; }

    public bool AsksForPrivacy { get; private init; }

    public Place Place { get; private init; } = Place.Unknown;

    public string? TimeZone { get; private init; }

    public string? Language { get; private init; }

    public ClientDetails Details { get; private init; } = ClientDetails.None;

    public int? ScreenWidth { get; private init; }

    public int? ScreenHeight { get; private init; }

    /// <summary>What the object says of a visitor; worth nothing where it has a fault.</summary>
    public static IngestVisitor Parse(JsonElement json, List<InputFault> faults)
    {
        JsonElement visitor = Members.Object(json, "visitor") ?? default;
        bool told = visitor.ValueKind == JsonValueKind.Object;
        IPAddress? address = null;
        string? ip = told ? Members.Text(visitor, "ip") : null;
        Require(ip is null || AddressText.TryParse(ip, out address), "visitor.ip", "must be an IPv4 or IPv6 address");
        string? key = told ? Members.Text(visitor, "id") : null;
        Require(key is not "", "visitor.id", "must be 1 to 200 characters");
        string? agent = told ? Members.Text(visitor, "userAgent") : null;
        string? country = Members.Text(json, "country");
        Require(country is null || (country.Length == 2 && country.All(char.IsAsciiLetter)), "country", "must be two letters (ISO 3166-1)");
        string? userId = Members.Text(json, "userId");
        Require(userId is not "", "userId", "must be 1 to 200 characters");
        JsonElement? screen = Members.Object(json, "screen");
        return new IngestVisitor
        {
            Address = address,
            UserAgent = agent,
            Key = key,
            Hints = told && Members.Object(visitor, "hints") is { } hints ? HintsOf(hints) : ClientHints.None,
            UserId = userId,
            Consent = Members.Flag(json, "consent"),
            AsksForPrivacy = Members.Flag(json, "asksForPrivacy") == true,
            Place = PlaceText.Read(country, null, null),
            TimeZone = Members.Text(json, "timezone"),
            Language = Members.Text(json, "language"),
            Details = DetailFields.Read(
                Members.Object(json, "device")?.Member("manufacturer"), Members.Object(json, "device")?.Member("model"), screen?.Member("density"), Members.Text(json, "language"), Members.Text(json, "timezone")),
            ScreenWidth = screen is { } s1 ? Pixels(s1, "width") : null,
            ScreenHeight = screen is { } s2 ? Pixels(s2, "height") : null,
        };

        void Require(bool holds, string field, string problem)
        {
            if (!holds)
            {
                faults.Add(new InputFault(field, problem));
            }
        }
    }

    /// <summary>
    /// The names of what is said of the visitor and not kept, while the event counts: a time zone and a language that are none. Senders
    /// pass on what browsers send, so these are no faults.
    /// </summary>
    public static IEnumerable<string> LeftOut(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Object && Members.Text(json, "timezone") is { Length: > 0 } zone && DetailText.TimeZone(zone) is null)
        {
            yield return "timezone";
        }

        if (json.ValueKind == JsonValueKind.Object && Members.Text(json, "language") is { Length: > 0 } language && !DetailFields.IsLanguages(language))
        {
            yield return "language";
        }
    }

    private static ClientHints HintsOf(JsonElement hints) => new(
        Hint(hints, "brands"), Hint(hints, "platform"), Hint(hints, "platformVersion"), Members.Flag(hints, "mobile"));

    private static string? Hint(JsonElement hints, string name) => Members.Text(hints, name) is { Length: > 0 and <= MaxUserAgent } text ? text : null;

    private static int? Pixels(JsonElement json, string name) => Members.Whole(json, name) is { } pixels and > 0 and <= 100_000 ? pixels : null;
}
