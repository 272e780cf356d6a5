using System.Net;
using System.Text.Json;
using Analytics.Functions.Http;
using Analytics.Functions.Wire;
using Analytics.Store.Events;
using Analytics.Store.Inputs;

namespace Analytics.Functions.Collect.Umami;

/// <summary>The wire form of Umami's <c>/api/send</c>, parsed once: <c>{"type": "event", "payload": {"website": …}}</c>.</summary>
internal sealed record UmamiPayload
{
    private static readonly string[] Types = ["event", "identify", "performance", "engagement"];
    private static readonly string[] Vitals = ["lcp", "inp", "cls", "fcp", "ttfb"];
    private static readonly FieldKind Vital = FieldKind.Number(0, 60_000);

    private static readonly FieldSet Fields = new(
        ("type", FieldKind.Any),
        ("payload", FieldKind.Map(new(
            ("website", FieldKind.Any), ("hostname", FieldKind.Any), ("url", FieldKind.Any), ("name", FieldKind.Any), ("data", FieldKind.Map(FieldSet.Free)),
            ("referrer", FieldKind.Text(EventLimits.Referrer)), ("title", FieldKind.Text(EventLimits.Title * 9, text => Uri.UnescapeDataString(text).Length <= EventLimits.Title, "must be at most 300 characters")), ("language", DetailFields.Locale),
            ("screen", FieldKind.Text(40, text => ScreenSize.Parse(text) is (not null, not null), ScreenSize.Rule)), ("tag", FieldKind.Text(200)), ("id", FieldKind.Any),
            ("ip", FieldKind.Any), ("userAgent", FieldKind.Any), ("timestamp", FieldKind.Any), ("engagement", FieldKind.Any),
            ("lcp", Vital), ("inp", Vital), ("cls", Vital), ("fcp", Vital), ("ttfb", Vital)))));

    private static readonly string[] ServersWords = ["ip", "userAgent", "timestamp"];

    /// <summary><c>event</c>, <c>identify</c>, <c>performance</c> or <c>engagement</c>.</summary>
    public required string Type { get; init; }

    /// <summary>A site's id, one of its domains or one of its aliases.</summary>
    public required string Website { get; init; }

    public string? Hostname { get; init; }
    public string? Url { get; init; }
    public string? Referrer { get; init; }
    public string? Title { get; init; }
    public string? Name { get; init; }
    public string? Language { get; init; }

    /// <summary>Kept as the property <c>tag</c>.</summary>
    public string? Tag { get; init; }
    public (int? Width, int? Height) Screen { get; init; }

    /// <summary>The sender's own user id.</summary>
    public string? Id { get; init; }
    public IReadOnlyDictionary<string, string> Data { get; init; } = new Dictionary<string, string>();

    /// <summary>LCP, INP, CLS, FCP and TTFB as they came.</summary>
    public IReadOnlyDictionary<string, string> WebVitals { get; init; } = new Dictionary<string, string>();

    /// <summary>Time on the page, in milliseconds.</summary>
    public long Engaged { get; init; }

    public IPAddress? Ip { get; init; }
    public string? UserAgent { get; init; }
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>Which of <c>ip</c>, <c>userAgent</c> and <c>timestamp</c> are there: words that are heard from servers with a key only.</summary>
    public IReadOnlyList<string> OfServers { get; init; } = [];

    /// <summary>The fields that are left out, by their names.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>The website that a body names, whatever else is wrong with it.</summary>
    public static string? WebsiteOf(JsonElement body) => body.Map("payload")?.Text("website");

    /// <summary>The payload, or every fault of it.</summary>
    public static (UmamiPayload? Payload, IReadOnlyList<InputFault> Faults) Parse(JsonElement body, DateTimeOffset now)
    {
        List<InputFault> faults = [];
        List<InputFault> leftOut = [.. Fields.FaultsOf(body, lenient: true)];
        string type = body.Text("type") ?? "";
        Require(Types.Contains(type), "type", "must be event, identify, performance or engagement");
        if (body.Map("payload") is not { } payload)
        {
            faults.Add(new InputFault("payload", "must be an object"));
            return (null, faults);
        }

        string website = payload.Text("website") ?? "";
        Require(website.Length is >= 1 and <= 300, "payload.website", "must be the id, a domain or an alias of a site, of at most 300 characters");
        string? hostname = payload.Text("hostname") is { Length: > 0 } host ? host : null;
        string? url = payload.Text("url");
        Require(hostname is null || PageAddress.TryParse(null, hostname, out _), "payload.hostname", "must be the name of a host, such as example.com");
        Require(PageAddress.TryParse(url, "localhost", out _), "payload.url", "must be an address or a path, with a path of at most 2,000 characters");
        string? name = payload.Text("name")?.Trim();
        Require(name is null or { Length: <= EventName.MaxLength }, "payload.name", "must be at most 120 characters");
        IReadOnlyDictionary<string, string> data = FlatProps.Parse(payload.Map("data"), "payload.data", leftOut);
        IPAddress? ip = null;
        string? ipText = payload.Text("ip");
        Require(ipText is null || AddressText.TryParse(ipText, out ip), "payload.ip", "must be an IPv4 or IPv6 address");
        double? seconds = payload.Number("timestamp");
        Require(
            payload.Member("timestamp") is null || (seconds is { } s && s >= now.AddYears(-50).ToUnixTimeSeconds() && s <= now.AddMinutes(10).ToUnixTimeSeconds()),
            "payload.timestamp", "must be seconds since 1970, not in the future, nor more than 50 years ago");
        double engaged = payload.Number("engagement") ?? 0;
        Require(engaged is >= 0 and <= 86_400_000, "payload.engagement", "must be 0 to 86,400,000 milliseconds");
        string? id = payload.Text("id");
        Require(id is null or { Length: <= 200 }, "payload.id", "must be at most 200 characters");
        if (faults.Count > 0)
        {
            return (null, faults);
        }

        return (
            new UmamiPayload
            {
                Type = type,
                Website = website,
                Hostname = hostname,
                Url = url,
                Referrer = payload.CutText(EventLimits.Referrer, "referrer"),
                Title = payload.Text("title") is { } title ? Uri.UnescapeDataString(title) : null, // older trackers encode it
                Name = string.IsNullOrEmpty(name) ? null : name,
                Language = payload.Text("language"),
                Tag = payload.Text("tag") is { Length: <= 200 } tag && tag.Trim().Length > 0 ? tag : null,
                Screen = ScreenSize.Parse(payload.Text("screen")),
                Id = string.IsNullOrWhiteSpace(id) ? null : id,
                Data = data,
                WebVitals = Vitals.Where(v => payload.Number(v) is >= 0 and <= 60_000).ToDictionary(v => v.ToUpperInvariant(), v => payload.Text(v)!),
                Engaged = (long)engaged,
                Ip = ip,
                UserAgent = payload.Text("userAgent"),
                Timestamp = seconds is { } at ? DateTimeOffset.FromUnixTimeMilliseconds((long)(at * 1000)) : null,
                Ignored = [.. leftOut.Select(f => f.Field)],
                OfServers = [.. ServersWords.Where(word => payload.Member(word) is not null)],
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
}
