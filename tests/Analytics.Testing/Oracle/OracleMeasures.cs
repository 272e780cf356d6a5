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
                int views = Other(question with { Dimensions = ["event:page"], Filters = [.. question.Filters.Where(f => f.All().Any(part => part.IsBehaviour) || f.Named().Any(d => d != "visit:exit_page"))] }).Find(group.Values).Events.Count(e => e.Name == "pageview");
                return Percent(group.Visits.Count, views, 1) with { MayBeNull = true, Counts = group.Visits.Count > 0 };
            case "scroll_depth":
                var deepest = group.Reports.Where(r => r.Report.Scroll is not null).GroupBy(r => r.Visit, r => r.Report.Scroll!.Value).ToList();
                return OracleNumber.Mean(deepest.Sum(v => v.Max()), deepest.Count, 0) with { IsPercent = true, MayBeNull = true };
            case "time_on_page":
                int reporting = group.Reports.Select(r => r.Visit).Distinct().Count();
                return OracleNumber.Mean(group.Reports.Sum(r => r.Report.Milliseconds) / 1000m, reporting, 0) with { MayBeNull = true };
            case "total_revenue": return Money(group, isMean: false);
            case "average_revenue": return Money(group, isMean: true);
            case "views_per_visit" when question.Filters.SelectMany(f => f.Named()).Any(d => d.StartsWith("event:props:", StringComparison.Ordinal)):
                return OracleNumber.Mean(group.Events.Count(e => e.Name == "pageview"), group.Visits.Count, 2) with { Counts = group.Visits.Count > 0 || group.Events.Any(e => e.Name == "pageview") };
            case "goal_value": return Worth(group);
            case "first_seen": return Moment(group, last: false);
            case "last_seen": return Moment(group, last: true);
            case var figure when OracleProperty.Parse(figure) is { } parsed: return OracleProperty.Of(parsed, group.Events);
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

    private static OracleNumber Moment(OracleGroup group, bool last)
    {
        long[] times = [.. group.Events.Select(e => e.Time.ToUnixTimeMilliseconds()).Order()];
        return new(times.Length == 0 ? 0 : last ? times[^1] : times[0], times.Length > 0 ? 1 : 0, 0, times.Length > 0) { MayBeNull = true, IsMoment = true };
    }

    private OracleNumber Money(OracleGroup group, bool isMean)
    {
        bool byCurrency = question.Dimensions.Contains("event:currency");
        string? own = byCurrency || question.Filters.SelectMany(f => f.Named()).Contains("event:currency") ? null : scene.Currency;
        var money = group.Money.Where(m => own is null || m.Currency == own).ToList();
        var currencies = (byCurrency ? money : Tally.All.SelectMany(g => g.Money).Where(m => own is null || m.Currency == own)).Select(m => m.Currency).Distinct().ToList();
        bool isKnown = currencies.Count == 1 && money.Count > 0;
        return new(isKnown ? money.Sum(m => m.Amount) : 0, !isKnown ? 0 : isMean ? money.Count : 1, 3, money.Count > 0)
        {
            MayBeNull = true,
            Currency = isKnown ? currencies[0] : "",
        };
    }

    private OracleNumber Worth(OracleGroup group)
    {
        int place = Array.IndexOf(question.Dimensions, "event:goal");
        OracleFilter[] filters = [.. question.Filters.Where(f => f.Dimension == "event:goal")];
        OracleGoal[] goals =
        [
            .. scene.Goals.Where(g => g.Value is not null && Array.TrueForAll(filters, f => f.Selects(g.Name)) && (place < 0 || g.Name == group.Values[place])),
        ];
        OracleTally byGoal = place < 0 ? Other(question with { Dimensions = [.. question.Dimensions, "event:goal"] }) : Tally;
        decimal worth = goals.Sum(g => g.Value!.Value * byGoal.Find(place < 0 ? [.. group.Values, g.Name] : group.Values).Events.Count);
        return new(worth, goals.Length > 0 ? 1 : 0, 3, group.Events.Count > 0)
        {
            MayBeNull = true,
            Currency = goals.Length > 0 ? scene.Currency ?? "" : "",
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
