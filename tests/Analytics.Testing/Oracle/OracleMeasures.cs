namespace Analytics.Testing.Oracle;

/// <summary>The metrics of a question in a range.</summary>
public sealed class OracleMeasures(OracleScene scene, OracleQuestion question, OracleSpan span, string time)
{
    private readonly Dictionary<string, OracleTally> _others = [];
    private readonly bool _byPage = question.Dimensions.Contains("event:page");
    private readonly bool _filtersPage = question.Filters.SelectMany(f => f.Named()).Contains("event:page");

    public OracleTally Tally { get; } = new(scene, question, span, time);

    public OracleNumber[] Of(OracleGroup group) => [.. question.Metrics.Select(metric => Of(group, metric))];

    private OracleNumber Of(OracleGroup group, string metric)
    {
        switch (metric)
        {
            case "visitors": return OracleNumber.Count(group.Visitors);
            case "visits": return OracleNumber.Count(group.Visits.Count);
            case "pageviews": return OracleNumber.Count(group.Events.Count(e => e.Name == "pageview"));
            case "events": return OracleNumber.Count(group.Events.Count);
            case "percentage": return Share(group, Other(question with { Dimensions = [] }).Find([]), 1);
            case "conversion_rate": return Share(group, Other(Unconverted([])).Find([]), 2);
            case "group_conversion_rate":
                string[] rest = [.. question.Dimensions.Where(d => d != "event:goal")];
                return Share(group, Other(Unconverted(rest)).Find([.. group.Values.Where((_, i) => question.Dimensions[i] != "event:goal")]), 2);
            case "exit_rate":
                int views = Other(question with { Dimensions = ["event:page"] }).Find(group.Values).Events.Count(e => e.Name == "pageview");
                return Percent(group.Visits.Count, views, 1) with { MayBeNull = true, Counts = group.Visits.Count > 0 };
            case "scroll_depth":
                var deepest = group.Reports.Where(r => r.Report.Scroll is not null).GroupBy(r => r.Visit, r => r.Report.Scroll!.Value).ToList();
                return OracleNumber.Mean(deepest.Sum(v => v.Max()), deepest.Count, 0) with { IsPercent = true, MayBeNull = true };
            case "time_on_page":
                int reporting = group.Reports.Select(r => r.Visit).Distinct().Count();
                return OracleNumber.Mean(group.Reports.Sum(r => r.Report.Milliseconds) / 1000m, reporting, 0) with { MayBeNull = true };
            case "total_revenue": return Money(group, 1);
            case "average_revenue": return Money(group, group.Money.Count());
            default: return OfCourse(metric, _byPage || (_filtersPage && metric == "bounce_rate") ? group.Entries : group.Visits);
        }
    }

    private static OracleNumber OfCourse(string metric, HashSet<OracleVisit> visits) => metric switch
    {
        "bounce_rate" => Percent(visits.Count(v => v.Bounced), visits.Count, 0),
        "visit_duration" => OracleNumber.Mean(visits.Sum(v => v.Milliseconds) / 1000m, visits.Count, 0),
        "views_per_visit" => OracleNumber.Mean(visits.Sum(v => v.Views.Count()), visits.Count, 2),
        _ => throw new InvalidOperationException(metric),
    };

    private static OracleNumber Percent(int part, int whole, int decimals) => OracleNumber.Mean(100m * part, whole, decimals) with { IsPercent = true };

    private static OracleNumber Share(OracleGroup group, OracleGroup whole, int decimals) =>
        Percent(group.Visitors, whole.Visitors, decimals) with { Counts = group.Visitors > 0 };

    private OracleNumber Money(OracleGroup group, int divisor)
    {
        var currencies = Tally.All.SelectMany(g => g.Money).Select(m => m.Currency).Distinct().ToList();
        bool isKnown = currencies.Count == 1 && group.Money.Any();
        return new(isKnown ? group.Money.Sum(m => m.Amount) : 0, isKnown ? divisor : 0, 3, group.Money.Any())
        {
            MayBeNull = true,
            Currency = isKnown ? currencies[0] : "",
        };
    }

    private OracleQuestion Unconverted(string[] dimensions) => question with
    {
        Dimensions = dimensions,
        Filters = [.. question.Filters.Where(f => f.Dimension != "event:goal" && !f.Dimension.StartsWith("event:props:", StringComparison.Ordinal))],
    };

    private OracleTally Other(OracleQuestion other)
    {
        string key = $"{string.Join(' ', other.Dimensions)}/{other.Filters.Length}";
        return _others.TryGetValue(key, out OracleTally? tally) ? tally : _others[key] = new OracleTally(scene, other, span, time);
    }
}
