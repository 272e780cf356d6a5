using Analytics.Store.Days;
using Analytics.Store.Sites;

namespace Analytics.Engine;

/// <summary>Reads the days of a stretch, both ends included, in any order; days without events may be left out.</summary>
/// <param name="site">The site.</param>
/// <param name="first">The first day.</param>
/// <param name="last">The last day, not before the first.</param>
/// <param name="needsBlocks">Whether the totals of this day do not suffice: only then are its blocks read.</param>
/// <param name="cancellation">Gives up.</param>
public delegate IAsyncEnumerable<DayContent> ReadBlocks(
    Site site, LocalDay first, LocalDay last, Predicate<Day> needsBlocks, CancellationToken cancellation);
