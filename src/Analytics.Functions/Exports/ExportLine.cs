using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Analytics.Store.Events;

namespace Analytics.Functions.Exports;

/// <summary>An event as a line of an export; <c>POST /v1/ingest/import</c> reads it back. What is not known is absent.</summary>
internal static class ExportLine
{
    /// <summary>How lines are written: text as it is, what JSON must escape escaped.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Utf8JsonWriter json, Event e)
    {
        json.WriteStartObject();
        json.WriteString("id", e.Id.Value);
        json.WriteString("time", Instant(e.Time));
        json.WriteString("receivedAt", Instant(e.ReceivedAt));
        json.WriteString("name", e.Name);
        Text(json, "visitor", e.Visitor?.ToString());
        json.WriteString("hostname", e.Page.Hostname);
        json.WriteString("path", e.Page.Path);
        Text(json, "title", e.Page.Title);
        Text(json, "referrer", e.Referral.Referrer);
        Text(json, "source", e.Referral.Source);
        Text(json, "channel", e.Referral.Channel);
        Text(json, "clickId", e.Referral.ClickId);
        Text(json, "utmSource", e.Campaign.Source);
        Text(json, "utmMedium", e.Campaign.Medium);
        Text(json, "utmCampaign", e.Campaign.Name);
        Text(json, "utmContent", e.Campaign.Content);
        Text(json, "utmTerm", e.Campaign.Term);
        Text(json, "browser", e.Client.Browser);
        Text(json, "browserVersion", e.Client.BrowserVersion);
        Text(json, "os", e.Client.Os);
        Text(json, "osVersion", e.Client.OsVersion);
        Text(json, "device", e.Client.Device == DeviceType.Unknown ? null : e.Client.Device.ToString());
        Number(json, "screenWidth", e.Client.ScreenWidth);
        Number(json, "screenHeight", e.Client.ScreenHeight);
        Text(json, "language", e.Client.Language);
        Text(json, "country", e.Place.Country);
        Text(json, "region", e.Place.Region);
        Text(json, "city", e.Place.City);
        Number(json, "engagementMs", e.Engagement?.Milliseconds);
        Number(json, "scroll", e.Engagement?.Scroll);
        Text(json, "currency", e.Revenue?.Currency);
        Text(json, "amount", e.Revenue?.Amount.ToString(CultureInfo.InvariantCulture));
        Text(json, "userId", e.UserId);
        Text(json, "locale", e.Client.Details.Locale);
        Text(json, "timezone", e.Client.Details.TimeZone);
        Text(json, "deviceManufacturer", e.Client.Details.Manufacturer);
        Text(json, "deviceModel", e.Client.Details.Model);
        Text(json, "screenDensity", DetailText.Write(e.Client.Details.ScreenDensity));
        if (!e.Interactive)
        {
            json.WriteBoolean("interactive", false);
        }

        Texts(json, "props", e.Props);
        if (e.Traits is { } traits)
        {
            Texts(json, "traits", traits.Values);
            json.WriteBoolean("traitsVerified", traits.IsVerified);
        }

        json.WriteEndObject();
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.WriteString(name, value);
        }
    }

    private static void Texts(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> values)
    {
        if (values.Count > 0)
        {
            json.WriteStartObject(name);
            foreach ((string key, string value) in values)
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
        }
    }

    private static void Number(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }
}
