using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Analytics.Store.Calendars;
using Analytics.Store.Events;
using Analytics.Store.Stats.People;
using Analytics.Store.Stats.Visits;

namespace Analytics.Functions.Stats.Reports.People;

/// <summary>People as JSON. What is not known is <c>null</c>.</summary>
internal static class PersonJson
{
    private static readonly JsonWriterOptions AsText = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The members of a person in a list, in their order.</summary>
    public static readonly string[] Columns =
        ["userId", "firstSeen", "lastSeen", "visits", "pageviews", "events", "revenue", "traits", "unverifiedTraits", "country", "region", "city", "device", "browser", "os", "language"];

    public static void WritePerson(Utf8JsonWriter writer, Person person)
    {
        writer.WriteString("userId", person.UserId);
        writer.WriteString("firstSeen", ReportInstant.Write(person.FirstSeen));
        writer.WriteString("lastSeen", ReportInstant.Write(person.LastSeen));
        writer.WriteNumber("visits", person.Visits);
        writer.WriteNumber("pageviews", person.Pageviews);
        writer.WriteNumber("events", person.Events);
        writer.WriteStartArray("revenue");
        foreach (Revenue money in person.Revenue)
        {
            writer.WriteStartObject();
            WriteMoney(writer, money);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteTexts(writer, "traits", person.Traits.Select(trait => (trait.Key, trait.Value.Value)));
        WriteTexts(writer, "unverifiedTraits", person.UnverifiedTraits.Select(trait => (trait.Key, trait.Value.Value)));
        WritePlace(writer, person.Place);
        WriteClient(writer, person.Client);
    }

    public static void WriteProfile(Utf8JsonWriter writer, PersonProfile profile)
    {
        writer.WriteStartObject();
        WritePerson(writer, profile.Person);
        WriteList(writer, "history", profile.History, change =>
        {
            writer.WriteString("at", ReportInstant.Write(change.Value.At));
            writer.WriteString("trait", change.Name);
            writer.WriteString("value", change.Value.Value);
            writer.WriteBoolean("verified", change.IsVerified);
        });
        WriteList(writer, "days", profile.Days, day =>
        {
            writer.WriteString("date", day.Day.ToString());
            writer.WriteNumber("visits", day.Visits);
            writer.WriteNumber("pageviews", day.Pageviews);
            writer.WriteNumber("events", day.Events);
        });
        WriteList(writer, "devices", profile.Devices, device =>
        {
            writer.WriteString("device", device.Device);
            writer.WriteString("browser", device.Browser);
            writer.WriteString("os", device.Os);
            WriteUse(writer, device.Visits, device.LastSeen);
        });
        WriteList(writer, "countries", profile.Places, place =>
        {
            writer.WriteString("country", place.Country);
            WriteUse(writer, place.Visits, place.LastSeen);
        });
        writer.WriteEndObject();
    }

    /// <summary>An event of an export, as the bytes of its object.</summary>
    public static ReadOnlySpan<byte> EventBytes(PersonEvent told)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var writer = new Utf8JsonWriter(buffer, AsText);
        ListedEvent e = told.Event;
        writer.WriteStartObject();
        writer.WriteString("timestamp", ReportInstant.Write(e.At));
        writer.WriteString("visitBegan", e.Visit is { } visit ? ReportInstant.Write(DateTimeOffset.FromUnixTimeMilliseconds(visit.Time)) : null);
        writer.WriteString("name", e.Name);
        writer.WriteString("userId", e.UserId);
        writer.WriteString("hostname", e.Page.Hostname);
        writer.WriteString("path", e.Page.Path);
        writer.WriteString("title", e.Page.Title);
        writer.WriteString("referrer", e.Referral.Referrer);
        writer.WriteString("source", e.Referral.Source);
        WriteTexts(writer, "props", e.Props.Select(prop => (prop.Key, prop.Value)));
        writer.WriteStartObject("revenue");
        if (e.Revenue is { } money)
        {
            WriteMoney(writer, money);
        }

        writer.WriteEndObject();
        WriteTexts(writer, "traits", (told.Traits?.Values ?? new Dictionary<string, string>()).Select(trait => (trait.Key, trait.Value)));
        writer.WriteBoolean("traitsVerified", told.Traits?.IsVerified == true);
        WritePlace(writer, e.Geography);
        WriteClient(writer, e.Client);
        writer.WriteString("browserVersion", e.Client.BrowserVersion);
        writer.WriteString("osVersion", e.Client.OsVersion);
        writer.WriteString("screen", e.Client.Screen);
        writer.WriteString("locale", e.Client.Details.Locale);
        writer.WriteString("timezone", e.Client.Details.TimeZone);
        writer.WriteString("deviceManufacturer", e.Client.Details.Manufacturer);
        writer.WriteString("deviceModel", e.Client.Details.Model);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan;
    }

    /// <summary>A part of an export.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="events">Objects of events, with commas between them.</param>
    /// <param name="next">The day that the next part begins with; null where this is the last.</param>
    public static IResult Export(string user, MemoryStream events, LocalDay? next)
    {
        byte[] list = [.. "["u8, .. events.GetBuffer().AsSpan(0, (int)events.Length), .. "]"u8];
        return new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("userId", user);
            writer.WriteString("next", next?.ToString());
            writer.WritePropertyName("events");
            writer.WriteRawValue(list);
            writer.WriteEndObject();
        });
    }

    private static void WriteUse(Utf8JsonWriter writer, int visits, DateTimeOffset lastSeen)
    {
        writer.WriteNumber("visits", visits);
        writer.WriteString("lastSeen", ReportInstant.Write(lastSeen));
    }

    private static void WriteMoney(Utf8JsonWriter writer, Revenue money)
    {
        writer.WriteString("currency", money.Currency);
        writer.WriteNumber("amount", money.Amount);
    }

    private static void WritePlace(Utf8JsonWriter writer, Place place)
    {
        writer.WriteString("country", place.Country);
        writer.WriteString("region", place.Region);
        writer.WriteString("city", place.City);
    }

    private static void WriteClient(Utf8JsonWriter writer, VisitClient client)
    {
        writer.WriteString("device", client.Device);
        writer.WriteString("browser", client.Browser);
        writer.WriteString("os", client.Os);
        writer.WriteString("language", client.Language);
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<(string Name, string Value)> texts)
    {
        writer.WriteStartObject(name);
        foreach ((string key, string value) in texts)
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteList<T>(Utf8JsonWriter writer, string name, IReadOnlyList<T> items, Action<T> writeMembers)
    {
        writer.WriteStartArray(name);
        foreach (T item in items)
        {
            writer.WriteStartObject();
            writeMembers(item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
