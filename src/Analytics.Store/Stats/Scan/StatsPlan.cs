using Analytics.Store.Calendars;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Metrics;

namespace Analytics.Store.Stats.Scan;

/// <summary>How a plain question is answered: what to feed which metric, and where in a cell its sums stand. Immutable.</summary>
/// <remarks>
/// A question is plain where one scan answers it; <see cref="Compose.Composition"/> makes plain questions of all others.
/// Cells are found by the dimensions in another order than the question's: those of the visit, then time, then those of the event, so
/// that a scan looks up each part as seldom as it can.
/// </remarks>
public sealed class StatsPlan
{
    private StatsPlan(StatsQuery query, SiteCalendar calendar)
    {
        Query = query;
        Calendar = calendar;
        Scope = query.Scope;
        Time = query.Time?.For(query.Range);
        OfVisit = [.. query.Dimensions.OfType<PropertyDimension>().Where(d => !d.IsOfEvent)];
        OfEvent = [.. query.Dimensions.OfType<PropertyDimension>().Where(d => d.IsOfEvent)];
        Columns = [.. query.Dimensions.Select(PlaceOf)];
        Distributed = [.. query.Metrics.OfType<PropertyPercentile>().Select(metric => metric.Property).Distinct()];
        int sums = 0;
        var slots = new List<MetricSlot>();
        foreach (ScannedMetric metric in query.Metrics.Cast<ScannedMetric>())
        {
            slots.Add(new MetricSlot(metric.In(query.Currency), sums, metric is PropertyPercentile percentile ? Array.IndexOf(Distributed, percentile.Property) : -1));
            sums += metric.Sums;
        }

        Sums = sums;
        Slots = [.. slots];
        Visitors = [.. slots.Where(s => s.Metric.Feed == MetricFeed.Visitors)];
        Visits = [.. slots.Where(s => s.Metric.Feed == MetricFeed.Visits && !s.Metric.CountsEntries(Scope))];
        Entries = [.. slots.Where(s => s.Metric.Feed == MetricFeed.Visits && s.Metric.CountsEntries(Scope))];
        Events = [.. slots.Where(s => s.Metric.Feed == MetricFeed.Events)];
        Engagements = [.. slots.Where(s => s.Metric.Feed == MetricFeed.Engagements)];
    }

    /// <summary>The question.</summary>
    public StatsQuery Query { get; }

    internal SiteCalendar Calendar { get; }

    internal StatsScope Scope { get; }

    internal TimeDimension? Time { get; }

    internal PropertyDimension[] OfVisit { get; }

    internal PropertyDimension[] OfEvent { get; }

    /// <summary>For each dimension of the question, its place on the way to a cell.</summary>
    internal int[] Columns { get; }

    /// <summary>How many sums a cell keeps.</summary>
    internal int Sums { get; }

    internal MetricSlot[] Slots { get; }

    /// <summary>The properties of whose numbers a cell keeps each.</summary>
    internal EventProperty[] Distributed { get; }

    internal MetricSlot[] Visitors { get; }

    internal MetricSlot[] Visits { get; }

    internal MetricSlot[] Entries { get; }

    internal MetricSlot[] Events { get; }

    internal MetricSlot[] Engagements { get; }

    /// <summary>The plan for a plain question about a site with that calendar.</summary>
    /// <exception cref="ArgumentException">One scan cannot answer the question.</exception>
    public static StatsPlan For(StatsQuery query, SiteCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(calendar);
        return query.IsPlain ? new StatsPlan(query, calendar) : throw new ArgumentException("It takes several scans to answer this question.", nameof(query));
    }

    private int PlaceOf(Dimension dimension)
    {
        int time = Time is null ? 0 : 1;
        return dimension is not PropertyDimension property ? OfVisit.Length
            : property.IsOfEvent ? OfVisit.Length + time + Array.IndexOf(OfEvent, property)
            : Array.IndexOf(OfVisit, property);
    }
}
