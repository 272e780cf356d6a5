using Analytics.Store.Calendars;

namespace Analytics.Store.Stats.Scan;

/// <summary>Makes an answer of the cells of a scan: sorted rows, one page of them.</summary>
internal static class StatsRows
{
    /// <summary>A row for each cell with something in it, in any order.</summary>
    public static List<StatsRow> Of(StatsPlan plan, Cell root) =>
        [.. root.Filled().Select(filled => new StatsRow(Array.ConvertAll(plan.Columns, i => filled.Path[i]), Read(plan, filled.Cell)))];

    /// <summary>The row of a question without dimensions in which nothing counts.</summary>
    public static StatsRow Empty(StatsPlan plan) => new([], Read(plan, new Cell(plan.Sums)));

    /// <summary>The rows of the asked page.</summary>
    public static StatsResult Arrange(StatsQuery query, SiteCalendar calendar, List<StatsRow> rows)
    {
        rows.Sort(Comparison(query));
        List<StatsRow> page = query.Page.Offset >= rows.Count
            ? []
            : rows.GetRange(query.Page.Offset, Math.Min(query.Page.Limit, rows.Count - query.Page.Offset));
        return new StatsResult(query, page, rows.Count, query.Extras.TimeLabels ? query.Time!.Labels(query.Range, calendar) : null);
    }

    private static Metrics.MetricValue[] Read(StatsPlan plan, Cell cell) => Array.ConvertAll(plan.Slots, slot => slot.Read(cell));

    private static Comparison<StatsRow> Comparison(StatsQuery query)
    {
        List<Comparison<StatsRow>> keys = [.. query.OrderBy.Select(order => Key(query, order))];
        keys.AddRange(Enumerable.Range(0, query.Dimensions.Count).Select(ByDimension));
        return (a, b) =>
        {
            foreach (Comparison<StatsRow> key in keys)
            {
                int order = key(a, b);
                if (order != 0)
                {
                    return order;
                }
            }

            return 0;
        };
    }

    private static Comparison<StatsRow> Key(StatsQuery query, StatsOrder order)
    {
        Comparison<StatsRow> ascending = order is StatsOrder.ByMetric by
            ? ByMetric(IndexOf(query.Metrics, by.Metric))
            : ByDimension(IndexOf(query.Dimensions, ((StatsOrder.ByDimension)order).Dimension));
        return order.Descending ? (a, b) => ascending(b, a) : ascending;
    }

    private static Comparison<StatsRow> ByMetric(int index) => (a, b) => a.Metrics[index].CompareTo(b.Metrics[index]);

    private static Comparison<StatsRow> ByDimension(int index) =>
        (a, b) => string.CompareOrdinal(a.Dimensions[index], b.Dimensions[index]);

    private static int IndexOf<T>(IReadOnlyList<T> list, T item) where T : class => list.ToList().IndexOf(item);
}
