using System.Text.Json;
using Analytics.Store.Events;
using Analytics.Store.Stats.Visits;

namespace Analytics.Functions.Stats.Reports.Sessions;

/// <summary>Single visits and events as JSON. What is not known is <c>null</c>; nothing names the visitor but the site's own user id.</summary>
internal static class SessionJson
{
    /// <summary>The members of a visit, in their order.</summary>
    public static readonly string[] VisitColumns =
    [
        "sessionId", "userId", "startedAt", "endedAt", "durationSeconds", "pageViews", "events", "isBounce", "entryPage", "exitPage", "referrer", "source", "channel",
        "utmSource", "utmMedium", "utmCampaign", "utmContent", "utmTerm", "deviceType", "browser", "browserVersion", "os", "osVersion", "language", "screen",
        "locale", "timezone", "deviceManufacturer", "deviceModel", "screenDensity", "country", "region", "city",
    ];

    /// <summary>The members of an event, in their order; its money as two.</summary>
    public static readonly string[] EventColumns =
        ["sessionId", "userId", "timestamp", "eventName", "eventType", "hostname", "pageUrl", "title", "properties", "revenue.currency", "revenue.amount"];

    public static void WriteVisit(Utf8JsonWriter writer, ListedVisit visit)
    {
        writer.WriteString("sessionId", visit.Key.ToString());
        writer.WriteString("userId", visit.UserId);
        writer.WriteString("startedAt", ReportInstant.Write(visit.Start));
        writer.WriteString("endedAt", ReportInstant.Write(visit.End));
        writer.WriteNumber("durationSeconds", Math.Round((visit.End - visit.Start).TotalSeconds, 3));
        writer.WriteNumber("pageViews", visit.Pageviews);
        writer.WriteNumber("events", visit.Events);
        writer.WriteBoolean("isBounce", visit.IsBounce);
        writer.WriteString("entryPage", visit.Entry?.Path);
        writer.WriteString("exitPage", visit.Exit?.Path);
        writer.WriteString("referrer", visit.Referral.Referrer);
        writer.WriteString("source", visit.Referral.Source);
        writer.WriteString("channel", visit.Referral.Channel);
        writer.WriteString("utmSource", visit.Campaign.Source);
        writer.WriteString("utmMedium", visit.Campaign.Medium);
        writer.WriteString("utmCampaign", visit.Campaign.Name);
        writer.WriteString("utmContent", visit.Campaign.Content);
        writer.WriteString("utmTerm", visit.Campaign.Term);
        writer.WriteString("deviceType", visit.Client.Device);
        writer.WriteString("browser", visit.Client.Browser);
        writer.WriteString("browserVersion", visit.Client.BrowserVersion);
        writer.WriteString("os", visit.Client.Os);
        writer.WriteString("osVersion", visit.Client.OsVersion);
        writer.WriteString("language", visit.Client.Language);
        writer.WriteString("screen", visit.Client.Screen);
        writer.WriteString("locale", visit.Client.Details.Locale);
        writer.WriteString("timezone", visit.Client.Details.TimeZone);
        writer.WriteString("deviceManufacturer", visit.Client.Details.Manufacturer);
        writer.WriteString("deviceModel", visit.Client.Details.Model);
        if (visit.Client.Details.ScreenDensity is { } density)
        {
            writer.WriteNumber("screenDensity", density);
        }
        else
        {
            writer.WriteNull("screenDensity");
        }

        writer.WriteString("country", visit.Geography.Country);
        writer.WriteString("region", visit.Geography.Region);
        writer.WriteString("city", visit.Geography.City);
    }

    public static void WriteEvent(Utf8JsonWriter writer, ListedEvent e)
    {
        writer.WriteString("sessionId", e.Visit?.ToString());
        writer.WriteString("userId", e.UserId);
        writer.WriteString("timestamp", ReportInstant.Write(e.At));
        writer.WriteString("eventName", e.Name);
        writer.WriteString("eventType", e.Name is EventName.Pageview or EventName.Engagement ? e.Name : "event");
        writer.WriteString("hostname", e.Page.Hostname);
        writer.WriteString("pageUrl", e.Page.Path);
        writer.WriteString("title", e.Page.Title);
        writer.WriteStartObject("properties");
        foreach ((string key, string value) in e.Props)
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
        if (e.Revenue is { } revenue)
        {
            writer.WriteStartObject("revenue");
            writer.WriteString("currency", revenue.Currency);
            writer.WriteNumber("amount", revenue.Amount);
            writer.WriteEndObject();
        }
    }

    public static void WriteCourse(Utf8JsonWriter writer, VisitCourse course)
    {
        writer.WriteStartObject();
        WriteVisit(writer, course.Visit);
        writer.WriteStartArray("timeline");
        foreach (ListedEvent e in course.Events)
        {
            writer.WriteStartObject();
            WriteEvent(writer, e);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
