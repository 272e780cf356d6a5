using Analytics.Store.Inputs;

namespace Analytics.Store.Stats;

/// <summary>Which pages can be asked for, and how one is cut.</summary>
internal static class StatsPageRules
{
    public static InputFaults Require(InputFaults faults, StatsPage page) => faults
        .Require(page.Limit is >= 1 and <= StatsPage.MaxLimit, "pagination.limit", "must be 1 to 10000")
        .Require(page.Offset >= 0, "pagination.offset", "must be 0 or more");

    /// <summary>The rows of the page.</summary>
    public static List<T> Cut<T>(this StatsPage page, List<T> rows) =>
        page.Offset >= rows.Count ? [] : rows.GetRange(page.Offset, Math.Min(page.Limit, rows.Count - page.Offset));
}
