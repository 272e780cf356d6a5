using System.Text.Json;
using Analytics.Store.Calendars;
using Analytics.Store.Sites;

namespace Analytics.Functions.Sites;

/// <summary>A site as <c>GET /api/v2/sites/{id}</c> answered it, read back by those who judge events without the table. What a newer server says beyond that is not read.</summary>
internal static class SiteText
{
    public static Site Read(JsonElement json) => new()
    {
        Id = SiteId.Parse(json.GetProperty("id").GetString()),
        Name = json.GetProperty("name").GetString() ?? "",
        Domains = [.. json.GetProperty("domains").EnumerateArray().Select(domain => domain.GetString()!)],
        Calendar = SiteCalendar.For(json.GetProperty("timezone").GetString() ?? "UTC"),
        IsActive = json.GetProperty("isActive").GetBoolean(),
        OwnerId = "",
        Settings = json.GetProperty("settings").Deserialize(SiteJson.Default.SettingsDocument)!.Over(new SiteSettings()),
        CreatedAt = json.GetProperty("createdAt").GetDateTimeOffset(),
        UpdatedAt = json.GetProperty("updatedAt").GetDateTimeOffset(),
    };
}
