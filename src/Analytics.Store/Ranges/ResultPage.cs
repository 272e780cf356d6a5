namespace Analytics.Store.Ranges;

/// <summary>A part of a range's items.</summary>
/// <param name="Items">May be empty although more follows: an answer ends at a day's border or at 1 MB.</param>
/// <param name="Next">The continuation to ask with next; null at the end of the range. Opaque; may travel in a query string.</param>
public sealed record ResultPage<T>(IReadOnlyList<T> Items, string? Next);
