using Analytics.Store.Calendars;

namespace Analytics.Store.Stats.People;

/// <summary>A day on which somebody was seen.</summary>
/// <param name="Day">The day.</param>
/// <param name="Visits">Visits of the day.</param>
/// <param name="Pageviews">Page views of the day.</param>
/// <param name="Events">Events of the day, page views included.</param>
public sealed record PersonDay(LocalDay Day, int Visits, int Pageviews, int Events);
