using Analytics.Store.Calendars;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Sessions;

/// <summary>Sessions of library users, by the day of their start.</summary>
internal static class SessionKeys
{
    public static ItemKey Session(SiteId site, LocalDay day, DateTimeOffset startedAt, EventId session) =>
        new(SessionPartition(site, day), $"{KeyText.Instant(startedAt)}#{session.Value}");

    public static string SessionPartition(SiteId site, LocalDay day) => $"{SiteKeys.Partition(site)}#SESSIONS#{day}";
}
