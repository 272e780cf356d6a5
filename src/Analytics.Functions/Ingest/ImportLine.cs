using System.Globalization;
using System.Text.Json;
using Analytics.Functions.Wire;
using Analytics.Store.Events;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;
using Analytics.Store.Visitors;

namespace Analytics.Functions.Ingest;

/// <summary>A line of an export, parsed once.</summary>
internal static class ImportLine
{
    /// <summary>The longest line, in characters.</summary>
    public const int Longest = 64 * 1024;

    private const int MaxText = 2_000;
    private static readonly FieldKind Words = FieldKind.Text(MaxText);
    private static readonly FieldKind Number = FieldKind.Number(0, int.MaxValue);

    private static readonly FieldSet Fields = new(
        ("id", FieldKind.Any), ("time", Words), ("receivedAt", Words), ("name", Words), ("visitor", Words), ("hostname", Words), ("path", Words), ("title", Words),
        ("referrer", Words), ("source", Words), ("channel", Words), ("clickId", Words), ("utmSource", Words), ("utmMedium", Words), ("utmCampaign", Words),
        ("utmContent", Words), ("utmTerm", Words), ("browser", Words), ("browserVersion", Words), ("os", Words), ("osVersion", Words), ("device", Words),
        ("screenWidth", Number), ("screenHeight", Number), ("language", Words), ("country", Words), ("region", Words), ("city", Words),
        ("engagementMs", FieldKind.Number(0, EventLimits.EngagedMilliseconds - 1)), ("scroll", FieldKind.Number(0, 100)), ("currency", Words), ("amount", Words),
        ("props", FieldKind.Map(FieldSet.Free)), ("interactive", FieldKind.Flag), ("userId", Words), ("traits", FieldKind.Map(FieldSet.Free)), ("traitsVerified", FieldKind.Flag),
        ("locale", DetailFields.Locale), ("timezone", DetailFields.TimeZone), ("deviceManufacturer", DetailFields.Name), ("deviceModel", DetailFields.Name), ("screenDensity", Words));

    /// <summary>What is wrong with a line that is too long.</summary>
    public static readonly string TooLong = string.Create(CultureInfo.InvariantCulture, $"is longer than {Longest:N0} characters");

    /// <summary>The event, or what is wrong with the line. Site, day and receipt are the importing site's to say.</summary>
    public static (Event? Event, string? Fault) Parse(string line, Site site, DateTimeOffset now)
    {
        using JsonDocument? json = Http.Body.TryParse(System.Text.Encoding.UTF8.GetBytes(line));
        if (json is null)
        {
            return (null, "is not a JSON object");
        }

        List<InputFault> faults = [];
        Event read = Read(json.RootElement, site, now, faults);
        return faults.Count == 0 ? (read, null) : (null, string.Join("; ", faults.Select(fault => $"{fault.Field} {fault.Problem}")));
    }

    private static Event Read(JsonElement json, Site site, DateTimeOffset now, List<InputFault> faults)
    {
        faults.AddRange(Fields.FaultsOf(json, lenient: false));
        Require(EventId.TryParse(Text("id"), out EventId id), "id", SafeId.Rule);
        DateTimeOffset? time = InstantOf("time");
        Require(Text("receivedAt") is null || InstantOf("receivedAt") is not null, "receivedAt", IsoInstant.Rule);
        Require(time <= now.AddMinutes(10) && time >= now.AddYears(-50), "time", "must be an instant such as 2026-11-01T10:00:00.000Z, not in the future nor more than 50 years ago");
        string name = Text("name") ?? EventName.Pageview;
        Require(name.Length is >= 1 and <= EventName.MaxLength, "name", "must be 1 to 120 characters");
        Require(name != EventName.Emptied, "name", "must be more than a control character");
        DeviceType? device = DeviceOf(Text("device"));
        Require(device is not null, "device", "must be Desktop, Mobile, Tablet or another word of an export");
        long? engaged = Members.Of(json, "engagementMs") is { ValueKind: JsonValueKind.Number } ms && ms.TryGetInt64(out long value) ? value : null;
        int? scroll = Members.Whole(json, "scroll");
        Revenue? revenue = Text("currency") is { } currency ? RevenuePayload.OfExport(currency, Text("amount") ?? "") : null;
        Require(Text("currency") is null || revenue is not null, "currency", "must be three letters such as EUR, with an amount");
        var details = new ClientDetails(
            DetailText.Name(Text("deviceManufacturer")), DetailText.Name(Text("deviceModel")), DetailText.Density(Text("screenDensity")), DetailText.Locale(Text("locale")), DetailText.TimeZone(Text("timezone")));
        Require(Text("screenDensity") is null || details.ScreenDensity is not null, "screenDensity", DetailText.DensityRule);
        IReadOnlyDictionary<string, string> traits = PropsPayload.Parse(Members.Object(json, "traits"), "traits", faults);
        Require(traits.Count == 0 || Text("userId") is not null, "traits", "are of a person: there must be a 'userId' too");
        return new Event
        {
            Id = id,
            Site = site.Id,
            Day = default,
            Time = time ?? now,
            ReceivedAt = InstantOf("receivedAt") ?? now,
            Name = name,
            Visitor = Text("visitor") is { } visitor ? VisitorId.Of(visitor) : null,
            Page = new Page(Text("hostname") ?? "", Text("path") ?? "/", Text("title")),
            Referral = new Referral(Text("referrer"), Text("source"), Text("channel") ?? Referral.Direct.Channel, Text("clickId")),
            Campaign = new Campaign(Text("utmSource"), Text("utmMedium"), Text("utmCampaign"), Text("utmContent"), Text("utmTerm")),
            Client = new Client
            {
                Browser = Text("browser"),
                BrowserVersion = Text("browserVersion"),
                Os = Text("os"),
                OsVersion = Text("osVersion"),
                Device = device ?? DeviceType.Unknown,
                ScreenWidth = Members.Whole(json, "screenWidth"),
                ScreenHeight = Members.Whole(json, "screenHeight"),
                Language = Text("language"),
                Details = details,
            },
            Place = new Place(Text("country"), Text("region"), Text("city")),
            Props = PropsPayload.Parse(Members.Of(json, "props"), "props", faults),
            Revenue = revenue,
            Interactive = Members.Flag(json, "interactive") ?? true,
            Engagement = engaged is { } span ? new Engagement(span, scroll) : null,
            UserId = Text("userId"),
            Traits = traits.Count > 0 ? new Traits(traits, Members.Flag(json, "traitsVerified") == true) : null,
        };

        // By its whole name: a number, or several names, would be parsed too.
        static DeviceType? DeviceOf(string? name) => name is null ? DeviceType.Unknown
            : Enum.IsDefined(typeof(DeviceType), name) ? Enum.Parse<DeviceType>(name) : null;

        string? Text(string member) => Members.Text(json, member) is { Length: > 0 } text ? text : null;

        DateTimeOffset? InstantOf(string member) => IsoInstant.Parse(Text(member));

        void Require(bool holds, string field, string problem)
        {
            if (!holds)
            {
                faults.Add(new InputFault(field, problem));
            }
        }
    }
}
