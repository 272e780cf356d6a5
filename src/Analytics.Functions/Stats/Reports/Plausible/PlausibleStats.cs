using Analytics.Functions.Callers;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Metrics;
using Analytics.Store.Stats.Terms;

namespace Analytics.Functions.Stats.Reports.Plausible;

/// <summary>A question of Plausible's Stats API v1, as it stands in an address.</summary>
/// <param name="Question">When, and what counts.</param>
/// <param name="Metrics">What to count, in the order in which it is asked for.</param>
/// <param name="Period">What <c>period</c> and <c>date</c> mean.</param>
/// <param name="Property">What to break down by; null for nothing.</param>
internal sealed record PlausibleStats(Question Question, IReadOnlyList<string> Metrics, PlausiblePeriod Period, string? Property)
{
    /// <summary>The parameters of every question.</summary>
    public static readonly string[] Parameters = [SiteInQuery.Name, "period", "date", "metrics", "filters", "with_imported", "explain"];

    /// <summary>Reads a question about a site.</summary>
    /// <param name="parameters">Where it stands; is told what is wrong.</param>
    /// <param name="site">Whose numbers.</param>
    /// <param name="reports">Knows the time, and the site's goals.</param>
    /// <param name="property">What to break down by; null for nothing.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<PlausibleStats> ReadAsync(ReportParameters parameters, Site site, ReportReader reports, string? property, CancellationToken cancellation)
    {
        string filters = parameters.Text("filters") ?? "";
        bool namesGoals = property == "event:goal" || filters.Contains("event:goal", StringComparison.Ordinal);
        SiteTerms terms = namesGoals ? await reports.TermsAsync(site, cancellation) : SiteTerms.None;
        PlausiblePeriod period = PlausiblePeriod.Read(parameters, site, reports.Now);
        var expressions = FilterExpressions.Parse(filters, terms);
        if (expressions.Problems.Count > 0)
        {
            parameters.Fault("filters", string.Join("; ", expressions.Problems));
        }

        string[] metrics = PlausibleMetrics.Read(parameters, property, expressions.Properties);
        _ = parameters.OneOf("with_imported", ("false", false), ("true", true)); // nothing is imported beside the events
        return new PlausibleStats(new Question(site, period.Range, expressions.Filter) { Terms = terms }, metrics, period, property);
    }

    /// <summary>The same, compared with as much time, just before.</summary>
    public PlausibleStats Compared(ReportParameters parameters, DateTimeOffset now)
    {
        Question compared = Question.WithPreviousPeriod(now);
        if (compared.Comparison is null)
        {
            parameters.Fault("compare", "has nothing to compare with: there is no time before the range");
        }

        return this with { Question = compared };
    }

    /// <summary>One row of everything.</summary>
    public StatsQuery Totals() => Question.Totals(Metrics);

    /// <summary>A row for each bucket of time. Conversions are compared with the visitors of the bucket.</summary>
    public StatsQuery Series(string time) => Question.Series(time, [.. Metrics.Select(ByGroup)]);

    /// <summary>A row for each value of the property. Conversions are compared with the visitors of the row, but for what only events have.</summary>
    public StatsQuery Breakdown(string property, StatsPage page)
    {
        Question listed = PlausibleProperties.IsListedOnlyWhereKnown(property)
            ? Question.Where(property, FilterOperator.IsNot, ((PropertyDimension)KnownDimensions.Find(property)!).Missing)
            : Question;
        bool isOfAll = property == "event:goal" || PlausibleProperties.IsCustom(property);
        IEnumerable<string> metrics = OrderOf(Metrics).Select(metric => isOfAll ? metric : ByGroup(metric));
        string[] dimensions = PlausibleProperties.Beside(property) is { } beside ? [property, beside] : [property];
        return listed.Top(dimensions, page, [.. metrics]);
    }

    /// <summary>A row's values by the names that were asked for; without metrics that only sort.</summary>
    public IEnumerable<(string Metric, MetricValue Value)> NumbersOf(StatsRow row, bool isBreakdown)
    {
        List<string> order = isBreakdown ? [.. OrderOf(Metrics)] : [.. Metrics];
        return Metrics.Select(metric => (metric, row.Metrics[order.IndexOf(metric)]));
    }

    // The first metric sorts the rows. The time on a page never does: visitors do, where it is asked for alone.
    private static IEnumerable<string> OrderOf(IReadOnlyList<string> metrics)
    {
        string first = metrics.FirstOrDefault(metric => metric != "time_on_page") ?? "visitors";
        return metrics.Where(metric => metric != first).Prepend(first);
    }

    private static string ByGroup(string metric) => metric == "conversion_rate" ? "group_conversion_rate" : metric;
}
