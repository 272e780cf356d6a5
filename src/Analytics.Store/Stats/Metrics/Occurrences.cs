namespace Analytics.Store.Stats.Metrics;

/// <summary>What counts of a block, in its order: which visit or row, and in which cell. A visit or row may count in several cells.</summary>
/// <param name="Items">Visits or rows; for visitors, one of the visits or rows that made them count.</param>
/// <param name="Cells">For each its cell.</param>
/// <param name="Count">How many of both are used.</param>
internal readonly record struct Occurrences(int[] Items, int[] Cells, int Count);
