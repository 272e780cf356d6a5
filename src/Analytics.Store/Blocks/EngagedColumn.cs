namespace Analytics.Store.Blocks;

/// <summary>Engagement, where rows tell it.</summary>
/// <param name="Milliseconds">One a row; -1 where it tells none.</param>
/// <param name="Scroll">One a row, percent; -1 where it tells none.</param>
internal sealed record EngagedColumn(long[] Milliseconds, int[] Scroll);
