namespace Analytics.Tool.Costs;

/// <summary>The sizes and the cells of the table in docs/cost.md.</summary>
internal static class CostTable
{
    public static IReadOnlyList<double> Sizes { get; } = [0, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

    /// <summary>US dollars a month.</summary>
    public static double Cell(Workload work, double pageviews, Front front, bool allowances) =>
        Bill.Of(work with { Pageviews = pageviews, Front = front, Sites = 0, Dashboards = pageviews > 0 ? work.Dashboards : 0 }, allowances).Sum(line => line.Dollars);
}
