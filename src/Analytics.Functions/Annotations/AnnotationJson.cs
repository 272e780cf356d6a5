using System.Globalization;
using System.Text.Json;
using Analytics.Functions.Wire;
using Analytics.Store.Annotations;
using Analytics.Store.Calendars;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;

namespace Analytics.Functions.Annotations;

/// <summary>A note on the timeline: <c>{"date": "2026-03-09", "text": "…"}</c>.</summary>
internal static class AnnotationJson
{
    private const string DateRule = "must be a date as 2026-03-09, from 1970 to 9990, or an instant with its offset, as 2026-03-09T14:30:00+02:00";

    private static readonly string[] Keys = ["date", "until", "text"];

    /// <summary>The members of one as it is answered, in their order.</summary>
    public static readonly string[] Columns = ["id", "date", "day", "until", "text", "createdBy", "createdAt", "updatedAt"];

    /// <summary>A note with what was sent over it; what is absent stays as it is, and <c>null</c> takes <c>until</c> away.</summary>
    /// <param name="sent">An object.</param>
    /// <param name="before">The note as it is; of a new one, empty.</param>
    /// <param name="site">Whose days and clock count.</param>
    /// <param name="faults">What is wrong; the note is of no use then.</param>
    public static Annotation Over(JsonElement sent, Annotation before, Site site, List<InputFault> faults)
    {
        faults.AddRange(sent.EnumerateObject().Where(member => !Keys.Contains(member.Name)).Select(member => new InputFault(member.Name, UnknownField.Problem(Keys))));
        Annotation edited = before;
        if (sent.TryGetProperty("date", out JsonElement date) || before.Text.Length == 0)
        {
            if (date.ValueKind == JsonValueKind.Undefined)
            {
                faults.Add(new InputFault("date", "is required, and " + DateRule));
            }
            else if (date.ValueKind == JsonValueKind.String && LocalDay.TryParseAsked(date.GetString(), out LocalDay day))
            {
                edited = edited with { Day = day, At = null };
            }
            else if (date.ValueKind == JsonValueKind.String && Instant(date.GetString()!) is { } at)
            {
                edited = edited with { Day = site.Calendar.DayOf(at), At = at };
            }
            else
            {
                faults.Add(new InputFault("date", DateRule));
            }
        }

        if (sent.TryGetProperty("until", out JsonElement until))
        {
            bool isDay = LocalDay.TryParseAsked(until.ValueKind == JsonValueKind.String ? until.GetString() : null, out LocalDay last);
            edited = edited with { Until = isDay ? last : null };
            if (!isDay && until.ValueKind != JsonValueKind.Null)
            {
                faults.Add(new InputFault("until", $"{LocalDay.AskedRule}; null takes it away"));
            }
        }

        if (sent.TryGetProperty("text", out JsonElement text))
        {
            edited = edited with { Text = text.ValueKind == JsonValueKind.String ? text.GetString()!.Trim() : "" };
        }

        return edited;
    }

    /// <summary>Writes one as an object; an instant on the site's clock.</summary>
    public static void Write(Utf8JsonWriter writer, Annotation annotation, Site site)
    {
        writer.WriteStartObject();
        writer.WriteString("id", annotation.Id.Value);
        writer.WriteString("date", annotation.At is { } at ? OnTheClock(site, at) : annotation.Day.ToString());
        writer.WriteString("day", annotation.Day.ToString());
        writer.WriteString("until", annotation.Until?.ToString());
        writer.WriteString("text", annotation.Text);
        writer.WriteString("createdBy", annotation.CreatedBy);
        writer.WriteString("createdAt", annotation.CreatedAt);
        writer.WriteString("updatedAt", annotation.UpdatedAt);
        writer.WriteEndObject();
    }

    private static string OnTheClock(Site site, DateTimeOffset instant)
    {
        DateTime clock = site.Calendar.ClockAt(instant);
        return new DateTimeOffset(DateTime.SpecifyKind(clock, DateTimeKind.Unspecified), clock - instant.UtcDateTime).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
    }

    // To the second. Without an offset it might be the site's clock or UTC's, which are not the same.
    private static DateTimeOffset? Instant(string text) =>
        text.Length > 16 && text.AsSpan(16).ContainsAny("Zz+-") && IsoInstant.TryParse(text, out DateTimeOffset instant) && instant.Year is >= 1970 and <= 9990
            ? DateTimeOffset.FromUnixTimeSeconds(instant.ToUnixTimeSeconds())
            : null;
}
