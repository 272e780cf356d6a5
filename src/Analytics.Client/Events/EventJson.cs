using System.Globalization;
using System.Text.Json;
using Analytics.Client.Questions;

namespace Analytics.Client.Events;

/// <summary>Events as <c>POST /v1/ingest/batch</c> takes them.</summary>
internal static class EventJson
{
    public static byte[] Of(IngestEvent e, DateTimeOffset now) => Json.Bytes(json =>
    {
        json.WriteStartObject();
        Text("id", e.Id);
        Text("timestamp", e.At(now));
        Text("name", e.Name);
        Text("url", e.Url);
        Text("referrer", e.Referrer);
        Text("title", e.Title);
        Text("language", e.Language);
        Text("timezone", e.Timezone);
        Text("country", e.Country);
        Text("userId", e.UserId);
        Flag("consent", e.Consent);
        Flag("asksForPrivacy", e.AsksForPrivacy ? true : null);
        Flag("interactive", e.Interactive ? null : false);
        WriteVisitor(json, e.Visitor);
        WritePair(json, "screen", ("width", e.ScreenWidth), ("height", e.ScreenHeight));
        WritePair(json, "engagement", ("ms", e.EngagementMs), ("scroll", e.Scroll));
        WriteTexts(json, "props", e.Props);
        WriteTexts(json, "traits", e.Traits);
        if (e.Currency is not null || e.Amount is not null)
        {
            json.WriteStartObject("revenue");
            Text("currency", e.Currency);
            Text("amount", e.Amount?.ToString(CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        json.WriteEndObject();

        void Text(string name, string? value) => WriteText(json, name, value);

        void Flag(string name, bool? value) => WriteFlag(json, name, value);
    });

    /// <summary>A request's body.</summary>
    public static byte[] Batch(string site, IEnumerable<byte[]> events) => Json.Bytes(json =>
    {
        json.WriteStartObject();
        json.WriteString("site", site);
        json.WriteStartArray("events");
        foreach (byte[] e in events)
        {
            json.WriteRawValue(e, skipInputValidation: true);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteVisitor(Utf8JsonWriter json, Visitor? visitor)
    {
        if (visitor is null)
        {
            return;
        }

        json.WriteStartObject("visitor");
        WriteText(json, "id", visitor.Id);
        WriteText(json, "ip", visitor.Ip);
        WriteText(json, "userAgent", visitor.UserAgent);
        if (visitor.Hints is { } hints)
        {
            json.WriteStartObject("hints");
            WriteText(json, "brands", hints.Brands);
            WriteText(json, "platform", hints.Platform);
            WriteText(json, "platformVersion", hints.PlatformVersion);
            WriteFlag(json, "mobile", hints.Mobile);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string member, IReadOnlyDictionary<string, string> texts)
    {
        if (texts.Count == 0)
        {
            return;
        }

        json.WriteStartObject(member);
        foreach ((string name, string value) in texts)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private static void WritePair(Utf8JsonWriter json, string name, params (string Name, long? Value)[] members)
    {
        if (members.All(member => member.Value is null))
        {
            return;
        }

        json.WriteStartObject(name);
        foreach ((string member, long? value) in members)
        {
            if (value is { } number)
            {
                json.WriteNumber(member, number);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteFlag(Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } said)
        {
            json.WriteBoolean(name, said);
        }
    }
}
