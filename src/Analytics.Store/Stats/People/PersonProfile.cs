using Analytics.Store.Calendars;
using Analytics.Store.Stats.Visits;

namespace Analytics.Store.Stats.People;

/// <summary>All that is known of one person in a range.</summary>
/// <param name="Person">What a list shows of them.</param>
/// <param name="History">When a trait was told to be something else than before, the oldest first; of each trait the last <see cref="PersonScan.MaxChanges"/>.</param>
/// <param name="Days">The days on which they were seen, the newest first.</param>
/// <param name="Devices">What they used, by visits, then by last use.</param>
/// <param name="Places">Where they were, likewise.</param>
public sealed record PersonProfile(
    Person Person, IReadOnlyList<TraitChange> History, IReadOnlyList<PersonDay> Days, IReadOnlyList<PersonDevice> Devices, IReadOnlyList<PersonPlace> Places);

/// <summary>A trait that was told to be something else than before.</summary>
/// <param name="Name">The trait.</param>
/// <param name="IsVerified">Whether a server told it.</param>
/// <param name="Value">What it was told to be, and when.</param>
public sealed record TraitChange(string Name, bool IsVerified, TraitValue Value);

/// <summary>A day on which somebody was seen.</summary>
/// <param name="Day">The day.</param>
/// <param name="Visits">Visits of the day.</param>
/// <param name="Pageviews">Page views of the day.</param>
/// <param name="Events">Events of the day, page views included.</param>
public sealed record PersonDay(LocalDay Day, int Visits, int Pageviews, int Events);

/// <summary>What somebody used; null where it is not known.</summary>
/// <param name="Device">The class of device.</param>
/// <param name="Browser">The browser.</param>
/// <param name="Os">The system.</param>
/// <param name="Visits">In how many visits.</param>
/// <param name="LastSeen">When last.</param>
public sealed record PersonDevice(string? Device, string? Browser, string? Os, int Visits, DateTimeOffset LastSeen);

/// <summary>Where somebody was.</summary>
/// <param name="Country">The country; null where it is not known.</param>
/// <param name="Visits">In how many visits.</param>
/// <param name="LastSeen">When last.</param>
public sealed record PersonPlace(string? Country, int Visits, DateTimeOffset LastSeen);
