namespace Analytics.Store.Days;

/// <summary>
/// That somebody is building the day: advice against doing it twice, and the list of what lies about should they be killed. It is no
/// lock; that a build takes effect whole or not at all rests on the Day's version.
/// </summary>
/// <param name="Id">The build.</param>
/// <param name="Planned">How many blocks it will have; 0 while that is not known.</param>
/// <param name="Done">How many of them are stored.</param>
/// <param name="AsOf">It counts what was received before.</param>
/// <param name="Until">When others may take the day over.</param>
public sealed record DayClaim(string Id, int Planned, int Done, DateTimeOffset AsOf, DateTimeOffset Until);
