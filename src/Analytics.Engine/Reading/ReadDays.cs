using Analytics.Store.Calendars;
using Analytics.Store.Sites;

namespace Analytics.Engine.Reading;

/// <summary>Begins to read the days of some stretches: finds out what is stored of them.</summary>
/// <param name="site">The site.</param>
/// <param name="stretches">The first and the last day of each, both included; none overlaps another.</param>
/// <param name="cancellation">Gives up.</param>
public delegate Task<DayReading> ReadDays(Site site, IReadOnlyList<(LocalDay First, LocalDay Last)> stretches, CancellationToken cancellation);
