using Analytics.Store.Blocks;
using Analytics.Store.Calendars;
using Analytics.Store.Days;

namespace Analytics.Engine.Reading;

/// <summary>What was read of one day.</summary>
/// <param name="Date">The day.</param>
/// <param name="Stored">What is stored of it as a whole; null where nothing was built yet. Where it is sealed, its totals are those of all its blocks.</param>
/// <param name="Blocks">Its blocks, each with whole visitors.</param>
/// <param name="Weight">How many times they count: 1 where they are all of the day, more where they stand for it.</param>
public sealed record DayContent(LocalDay Date, Day? Stored, IReadOnlyList<Block> Blocks, int Weight = 1);
