using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Analytics.AspNetCore;

/// <summary>Events as <c>POST /v1/ingest/batch</c> takes them.</summary>
internal static class EventJson
{
    /// <summary>The longest event in bytes: the server stores none that is longer.</summary>
    public const int MaxEvent = 32 * 1024;

    /// <summary>One event, with an id and a time of its own, so that sending it again is the same event.</summary>
    public static ReadOnlyMemory<byte> Of(AnalyticsEvent e, DateTimeOffset now)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("id", e.Id ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
            json.WriteString("timestamp", (e.Timestamp ?? now).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("name", e.Name);
            json.WriteString("url", e.Url);
            Text("referrer", e.Referrer);
            Text("title", e.Title);
            Text("language", e.Language);
            Text("country", e.Country);
            Text("userId", e.UserId);
            Flag("consent", e.Consent);
            Flag("asksForPrivacy", e.AsksForPrivacy ? true : null);
            Flag("interactive", e.Interactive ? null : false);
            WriteVisitor(json, e.Visitor);
            WriteTexts(json, "props", e.Props);
            WriteTexts(json, "traits", e.Traits);

            if (e is { Currency: { } currency, Amount: { } amount })
            {
                json.WriteStartObject("revenue");
                json.WriteString("currency", currency);
                json.WriteString("amount", amount.ToString(CultureInfo.InvariantCulture));
                json.WriteEndObject();
            }

            json.WriteEndObject();

            void Text(string name, string? value) => WriteText(json, name, value);

            void Flag(string name, bool? value)
            {
                if (value is { } said)
                {
                    json.WriteBoolean(name, said);
                }
            }
        }

        return buffer.WrittenMemory;
    }

    /// <summary>A request's body.</summary>
    public static byte[] Batch(string site, IReadOnlyList<ReadOnlyMemory<byte>> events)
    {
        var buffer = new ArrayBufferWriter<byte>(events.Sum(e => e.Length + 1) + 400);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("site", site);
            json.WriteStartArray("events");
            foreach (ReadOnlyMemory<byte> e in events)
            {
                json.WriteRawValue(e.Span, skipInputValidation: true);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteVisitor(Utf8JsonWriter json, AnalyticsVisitor visitor)
    {
        json.WriteStartObject("visitor");
        WriteText(json, "id", visitor.Id);
        WriteText(json, "ip", visitor.Address);
        WriteText(json, "userAgent", visitor.UserAgent);
        if (visitor.Hints is { } hints)
        {
            json.WriteStartObject("hints");
            WriteText(json, "brands", hints.Brands);
            WriteText(json, "platform", hints.Platform);
            WriteText(json, "platformVersion", hints.PlatformVersion);
            if (hints.IsMobile is { } mobile)
            {
                json.WriteBoolean("mobile", mobile);
            }

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

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
