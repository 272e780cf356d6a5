using System.Globalization;
using System.Text.Json.Nodes;
using Analytics.Store.Events;

namespace Analytics.Testing.Oracle;

/// <summary>Worlds, events and questions as <c>tests/duckdb</c> reads them: plain columns, times in milliseconds, money in thousandths.</summary>
internal static class DuckDbJson
{
    public static JsonNode Of(Event e, int world) => new JsonObject
    {
        ["w"] = world,
        ["id"] = e.Id.Value,
        ["day"] = e.Day.ToString(),
        ["t"] = e.Time.ToUnixTimeMilliseconds(),
        ["r"] = e.ReceivedAt.ToUnixTimeMilliseconds(),
        ["name"] = e.Name,
        ["interactive"] = e.Interactive,
        ["visitor"] = e.Visitor?.ToString(),
        ["host"] = e.Page.Hostname,
        ["path"] = e.Page.Path,
        ["props"] = new JsonObject(e.Props.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value))),
        ["currency"] = e.Revenue?.Currency,
        ["thousandths"] = e.Revenue is { } money ? (long)(money.Amount * 1000) : null,
        ["engaged"] = e.Engagement?.Milliseconds,
        ["scroll"] = e.Engagement?.Scroll,
        ["source"] = e.Referral.Source,
        ["referrer"] = e.Referral.Referrer,
        ["channel"] = e.Referral.Channel,
        ["utm_source"] = e.Campaign.Source,
        ["utm_medium"] = e.Campaign.Medium,
        ["utm_campaign"] = e.Campaign.Name,
        ["utm_content"] = e.Campaign.Content,
        ["utm_term"] = e.Campaign.Term,
        ["country"] = e.Place.Country,
        ["region"] = e.Place.Region,
        ["city"] = e.Place.City,
        ["device"] = e.Client.Device == DeviceType.Unknown ? null : e.Client.Device.ToString(),
        ["browser"] = e.Client.Browser,
        ["browser_version"] = e.Client.BrowserVersion,
        ["os"] = e.Client.Os,
        ["os_version"] = e.Client.OsVersion,
        ["language"] = e.Client.Language,
        ["locale"] = e.Client.Details.Locale,
        ["timezone"] = e.Client.Details.TimeZone,
        ["device_manufacturer"] = e.Client.Details.Manufacturer,
        ["device_model"] = e.Client.Details.Model,
        ["screen_density"] = e.Client.Details.ScreenDensity?.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture),
    };

    public static IEnumerable<JsonNode> ZonesOf(RandomWorld world) => world.Clock.Zones.Select(zone => new JsonObject
    {
        ["w"] = world.Seed,
        ["since"] = zone.From.ToString(),
        ["zone"] = zone.Zone,
    });

    public static JsonNode Of(RandomWorld world, IReadOnlyList<OracleQuestion> questions) => new JsonObject
    {
        ["seed"] = world.Seed,
        ["now"] = world.Now.ToUnixTimeMilliseconds(),
        ["created"] = world.Site.CreatedAt.ToUnixTimeMilliseconds(),
        ["currency"] = world.Site.Settings.Currency,
        ["zones"] = new JsonArray([.. ZonesOf(world)]),
        ["goals"] = new JsonArray([.. world.Goals.Select(g => new JsonObject
        {
            ["name"] = g.Name, ["kind"] = g.Kind, ["match"] = g.Match, ["pattern"] = g.Pattern, ["scroll"] = g.Scroll,
            ["property"] = g.Property is { } p ? new JsonArray(p.Key, p.Value) : null, ["thousandths"] = (long?)(g.Value * 1000),
        })]),
        ["segments"] = new JsonObject(world.Segments.Select(s => KeyValuePair.Create(
            s.Key.ToString(CultureInfo.InvariantCulture), (JsonNode?)new JsonArray([.. s.Value.Select(QuestionJson.Tree)])))),
        ["questions"] = new JsonArray([.. questions.Select(q => IsSaid(q, world) ? JsonNode.Parse(QuestionJson.Write(q)) : null)]),
    };

    private static bool IsSaid(OracleQuestion question, RandomWorld world) =>
        question.Compare.Length == 0 && !question.TimeLabels && !OracleRules.IsRefused(question, world);
}
