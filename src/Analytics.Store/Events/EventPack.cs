using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Analytics.Store.Table;

namespace Analytics.Store.Events;

/// <summary>
/// What few events have or few questions ask, packed as one JSON attribute so that its names cost little: a missing member is the
/// usual value. Member names are append-only like attribute names.
/// </summary>
internal sealed record EventPack
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string? Title { get; init; }
    public string? ClickId { get; init; }
    public Campaign Campaign { get; init; } = Campaign.None;
    public Client Client { get; init; } = Client.Unknown;
    public string? Region { get; init; }
    public string? City { get; init; }
    public IReadOnlyDictionary<string, string> Props { get; init; } = new Dictionary<string, string>();
    public Revenue? Revenue { get; init; }
    public bool Interactive { get; init; } = true;
    public Engagement? Engagement { get; init; }
    public string? UserId { get; init; }
    public Traits? Traits { get; init; }
    public LibraryNote? Library { get; init; }
    public ImportId? Import { get; init; }

    /// <summary>Null where there is nothing unusual.</summary>
    public static string? Write(Event e)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(buffer, Compact);
        json.WriteStartObject();
        Text(json, "ti", e.Page.Title);
        Text(json, "ck", e.Referral.ClickId);
        Text(json, "us", e.Campaign.Source);
        Text(json, "um", e.Campaign.Medium);
        Text(json, "uc", e.Campaign.Name);
        Text(json, "uo", e.Campaign.Content);
        Text(json, "ut", e.Campaign.Term);
        Text(json, "bv", e.Client.BrowserVersion);
        Text(json, "ov", e.Client.OsVersion);
        Number(json, "sw", e.Client.ScreenWidth);
        Number(json, "sh", e.Client.ScreenHeight);
        Text(json, "la", e.Client.Language);
        Text(json, "dm", e.Client.Details.Manufacturer);
        Text(json, "dn", e.Client.Details.Model);
        Text(json, "sd", DetailText.Write(e.Client.Details.ScreenDensity));
        Text(json, "lo", e.Client.Details.Locale);
        Text(json, "tz", e.Client.Details.TimeZone);
        Text(json, "rg", e.Place.Region);
        Text(json, "ci", e.Place.City);
        Number(json, "em", e.Engagement?.Milliseconds);
        Number(json, "es", e.Engagement?.Scroll);
        Text(json, "ui", e.UserId);
        Text(json, "tr", e.Traits?.ToText());
        Text(json, "im", e.Import?.Value);
        if (!e.Interactive)
        {
            json.WriteNumber("ni", 1);
        }

        if (e.Library is { } library)
        {
            Text(json, "lv", library.VisitorId);
            Text(json, "ls", library.SessionId);
            Text(json, "lc", library.Category);
            Text(json, "lr", library.ReferrerSource);
            Number(json, "lu", library.IsUnique ? 1 : 0);
            Number(json, "lb", library.IsBounce ? 1 : 0);
            Number(json, "lt", library.TimeOnPage);
            Text(json, "ln", library.Value?.ToString(CultureInfo.InvariantCulture));
        }

        if (e.Revenue is { } revenue)
        {
            json.WriteString("rc", revenue.Currency);
            json.WriteString("ra", revenue.Amount.ToString(CultureInfo.InvariantCulture));
        }

        if (e.Props.Count > 0)
        {
            json.WriteStartObject("pr");
            foreach ((string key, string value) in e.Props)
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenCount > 2 ? Encoding.UTF8.GetString(buffer.WrittenSpan) : null;
    }

    /// <summary>The library user's note alone; null where there is none. <see cref="Read"/> reads it.</summary>
    public static string? WriteLibrary(Event e) => e.Library is null ? null : Write(new Event
    {
        Id = e.Id,
        Site = e.Site,
        Day = e.Day,
        Time = e.Time,
        ReceivedAt = e.ReceivedAt,
        Name = e.Name,
        Page = new Page("", ""),
        Library = e.Library,
    });

    public static EventPack Read(string? text)
    {
        if (text is null)
        {
            return new EventPack();
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement pack = document.RootElement;
            return new EventPack
            {
                Title = Text(pack, "ti"),
                ClickId = Text(pack, "ck"),
                Campaign = new Campaign(Text(pack, "us"), Text(pack, "um"), Text(pack, "uc"), Text(pack, "uo"), Text(pack, "ut")),
                Client = new Client
                {
                    BrowserVersion = Text(pack, "bv"),
                    OsVersion = Text(pack, "ov"),
                    ScreenWidth = (int?)Number(pack, "sw"),
                    ScreenHeight = (int?)Number(pack, "sh"),
                    Language = Text(pack, "la"),
                    Details = DetailsOf(pack),
                },
                Region = Text(pack, "rg"),
                City = Text(pack, "ci"),
                Props = pack.TryGetProperty("pr", out JsonElement props)
                    ? props.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!)
                    : new Dictionary<string, string>(),
                Revenue = Text(pack, "rc") is { } currency
                    ? new Revenue(currency, decimal.Parse(Text(pack, "ra")!, CultureInfo.InvariantCulture))
                    : null,
                Interactive = Number(pack, "ni") is not 1,
                Engagement = Number(pack, "em") is { } ms ? new Engagement(ms, (int?)Number(pack, "es")) : null,
                UserId = Text(pack, "ui"),
                Traits = Traits.Parse(Text(pack, "tr")),
                Import = ImportId.TryParse(Text(pack, "im"), out ImportId import) ? import : null,
                Library = Text(pack, "lv") is { } visitor
                    ? new LibraryNote(visitor, Text(pack, "ls") ?? "")
                    {
                        Category = Text(pack, "lc"),
                        ReferrerSource = Text(pack, "lr"),
                        IsUnique = Number(pack, "lu") == 1,
                        IsBounce = Number(pack, "lb") == 1,
                        TimeOnPage = Number(pack, "lt"),
                        Value = Text(pack, "ln") is { } value ? decimal.Parse(value, CultureInfo.InvariantCulture) : null,
                    }
                    : null,
            };
        }
        catch (JsonException)
        {
            throw new StoredItemException("The packed part of a raw event is not JSON.");
        }
    }

    private static ClientDetails DetailsOf(JsonElement pack)
    {
        var details = new ClientDetails(Text(pack, "dm"), Text(pack, "dn"), DetailText.Density(Text(pack, "sd")), Text(pack, "lo"), Text(pack, "tz"));
        return details == ClientDetails.None ? ClientDetails.None : details;
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.WriteString(name, value);
        }
    }

    private static void Number(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    private static string? Text(JsonElement pack, string name) => pack.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static long? Number(JsonElement pack, string name) => pack.TryGetProperty(name, out JsonElement value) ? value.GetInt64() : null;
}
