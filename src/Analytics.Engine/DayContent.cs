using Analytics.Store.Blocks;
using Analytics.Store.Days;

namespace Analytics.Engine;

/// <summary>What was read of one day.</summary>
/// <param name="Date">The day.</param>
/// <param name="Stored">What is stored of it as a whole; null where nothing was built yet. Where it is sealed, its totals are those of the blocks.</param>
/// <param name="Blocks">Its blocks, each with whole visitors; null where its totals sufficed.</param>
public sealed record DayContent(LocalDay Date, Day? Stored, IReadOnlyList<Block>? Blocks);
