using Analytics.Store.Calendars;
using Analytics.Store.Events;
using Analytics.Store.Sites;

namespace Analytics.Store.Days;

/// <summary>
/// How long a site keeps kinds of events: the one place that decides it, for answers, for events that come in, and for maintenance. A kind that is
/// kept N days is kept on the day and for N whole days after it, on the site's calendar.
/// </summary>
internal static class KindRetention
{
    /// <summary>The kinds of a day that the site keeps no longer.</summary>
    public static EventKinds ExpiredOf(Site site, LocalDay day, DateTimeOffset now)
    {
        if (!IsSet(site))
        {
            return EventKinds.None;
        }

        LocalDay today = site.Calendar.DayOf(now);
        return SettingsOf(site).Where(setting => today > day.Plus(setting.Days)).Aggregate(EventKinds.None, (expired, setting) => expired | setting.Kind);
    }

    /// <summary>Whether the site keeps any kind for less time than its days.</summary>
    public static bool IsSet(Site site) =>
        site.Settings is not { EventsRetentionDays: null, ErrorsRetentionDays: null, VitalsRetentionDays: null };

    /// <summary>The newest days of which a kind is kept no longer at an instant: one for each kind that is kept for less time than its day.</summary>
    public static IReadOnlyList<LocalDay> NewestExpired(Site site, DateTimeOffset now) =>
        [.. SettingsOf(site).Select(setting => site.Calendar.DayOf(now).Plus(-setting.Days - 1))];

    /// <summary>The oldest day of which single visits and events are listed; null where all are.</summary>
    public static LocalDay? FirstListed(Site site, DateTimeOffset now) =>
        site.Settings.SessionsRetentionDays is { } days ? site.Calendar.DayOf(now).Plus(-days) : null;

    private static IEnumerable<(EventKinds Kind, int Days)> SettingsOf(Site site)
    {
        SiteSettings settings = site.Settings;
        if (settings.EventsRetentionDays is { } events)
        {
            yield return (EventKinds.Events, events);
        }

        if (settings.ErrorsRetentionDays is { } errors)
        {
            yield return (EventKinds.Errors, errors);
        }

        if (settings.VitalsRetentionDays is { } vitals)
        {
            yield return (EventKinds.Vitals, vitals);
        }
    }
}
