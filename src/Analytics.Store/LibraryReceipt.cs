using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;

namespace Analytics.Store;

/// <summary>When and for whom a library user's event is received.</summary>
/// <param name="Calendar">How its site counts its days.</param>
/// <param name="At">When it is received; null: when it happened.</param>
internal sealed record LibraryReceipt(SiteCalendar Calendar, DateTimeOffset? At)
{
    /// <summary>The site, where the command is given it.</summary>
    public Site? Site { get; init; }

    /// <summary>What is wrong with an event beside its own fields: another site, a time without a day, a day that the site keeps no longer.</summary>
    public InputFaults Check(InputFaults faults, string siteId, DateTimeOffset time, string name = EventName.Pageview)
    {
        bool hasDay = time.Year is >= 1970 and <= 9990;
        bool isKept = Site is null || !hasDay || !(Day.ExpiryOf(Site, Site.Calendar.EndOf(Site.Calendar.DayOf(time))) <= DayMark.Until(At!.Value));
        return faults
            .Require(Site is null || siteId == Site.Id.Value, "siteId", $"must be {Site?.Id.Value}, the site that it is recorded for")
            .Require(hasDay, "timestamp", "must be of the years 1970 to 9990")
            .Require(!IsExpired(time, hasDay, name), "timestamp", "must be of a day of which the site keeps this kind of event still (settings.eventsRetentionDays, errorsRetentionDays, vitalsRetentionDays)")
            .Require(isKept, "timestamp", $"must be of the last {Site?.Settings.DataRetentionDays} days: the site keeps no others (settings.dataRetentionDays)");
    }

    private bool IsExpired(DateTimeOffset time, bool hasDay, string name) =>
        Site is not null && hasDay && KindRetention.ExpiredOf(Site, Site.Calendar.DayOf(time), At ?? time).Hold(name);
}
