namespace Analytics.Store.Days;

/// <summary>
/// Marks a day as being built. It is advice to others, not a lock: the Day's version decides whether a build takes effect, whole or not at
/// all. It also names the build whose blocks are to be deleted if the builder dies.
/// </summary>
/// <param name="Id">The build.</param>
/// <param name="Planned">How many blocks it will have; 0 while that is not known.</param>
/// <param name="Done">How many of them are stored.</param>
/// <param name="AsOf">It counts what was received before.</param>
/// <param name="Until">When others may take the day over.</param>
public sealed record DayClaim(BuildId Id, int Planned, int Done, DateTimeOffset AsOf, DateTimeOffset Until);
