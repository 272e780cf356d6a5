using Analytics.Store.Calendars;

namespace Analytics.Engine.Erasing;

/// <summary>What an erasure would take out of a day.</summary>
/// <param name="Day">The day.</param>
/// <param name="Events">Events, reports of time spent on a page among them.</param>
/// <param name="Pageviews">How many of them are page views.</param>
/// <param name="Visits">Visits that lose at least one event.</param>
/// <param name="Visitors">Visitors who do.</param>
public sealed record PreviewedDay(LocalDay Day, long Events, long Pageviews, long Visits, long Visitors);
