using Analytics.Store.Calendars;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Functions.Stats.Reports;

/// <summary>
/// What the addresses of a site's reports have in common: the range, what counts, which rows. LittleStats' own names are heard beside
/// ours: <c>start</c> and <c>end</c>, <c>page</c> as a path, <c>referrer</c>, <c>country</c>.
/// </summary>
internal static class SiteReportParameters
{
    /// <summary>The names of a range and of what counts.</summary>
    public static readonly string[] Names = ["period", "from", "to", "start", "end", "page", "referrer", "country", "filters", "explain"];

    /// <summary>The same of a list.</summary>
    public static readonly string[] OfLists = [.. Names, "limit", "q"];

    /// <summary>The most rows of an answer.</summary>
    public const int MostRows = 1_000;

    private const int DefaultDays = 30;
    private const int DefaultLimit = 10;

    /// <summary>The question that the parameters ask about the site; its goals and segments may be named in <c>filters</c>.</summary>
    public static async Task<Question> ReadAsync(ReportParameters parameters, Site site, ReportReader reports, CancellationToken cancellation)
    {
        if (parameters.Text("period") == "all")
        {
            site = site with { FirstDay = await reports.FirstDayAsync(site, cancellation) };
        }

        StatsRange range = Range(parameters, site, reports.Now);
        return new Question(site, range, Filter.Everything)
            .Where(await parameters.FiltersAsync(() => reports.TermsAsync(site, cancellation)))
            .Where(new Filter.And([.. Named(parameters)]));
    }

    /// <summary>Which rows: <c>limit</c> 1 to <paramref name="most"/>, and <c>page</c> as a number, which begins with 1.</summary>
    public static StatsPage Page(ReportParameters parameters, int most = MostRows)
    {
        int limit = parameters.Whole("limit", DefaultLimit, 1, most);
        int page = IsPath(parameters.Text("page")) ? 1 : parameters.Whole("page", 1, 1, 100_000);
        return new StatsPage(limit, (page - 1) * limit);
    }

    /// <summary>Whether <c>page</c> is the number of a page of a list; else it is the path of a page of the site.</summary>
    public static bool HasPageNumber(ReportParameters parameters) => parameters.Text("page") is { } page && !IsPath(page);

    /// <summary>What holds for names that have the text, in any case: <c>q</c>.</summary>
    public static Filter.Leaf Sought(string dimension, string text) =>
        Filter.TryWhere((PropertyDimension)KnownDimensions.Find(dimension)!, FilterOperator.Contains, [text], caseSensitive: false, out Filter.Leaf? leaf, out string problem)
            ? leaf!
            : throw new AnalyticsInputException("q", problem);

    private static StatsRange Range(ReportParameters parameters, Site site, DateTimeOffset now)
    {
        LocalDay today = site.Calendar.DayOf(now);
        (string fromName, _) = parameters.FirstOf("from", "start", "startDate");
        (string toName, _) = parameters.FirstOf("to", "end", "endDate");
        LocalDay? from = parameters.Day(fromName), to = parameters.Day(toName);
        if (parameters.Text("period") is { } name)
        {
            if (from is not null || to is not null)
            {
                parameters.Fault("period", $"does not go with {(from is null ? toName : fromName)}: leave one of them out");
            }

            if (DateRangeJson.Parse(name, site, now) is { } named)
            {
                return named;
            }

            parameters.Fault("period", "must be a range such as day, 7d, 30d, month, 12mo, year or all");
        }

        LocalDay last = to ?? today;
        LocalDay first = from ?? last.Plus(-DefaultDays);
        StatsRange? range = StatsRange.OfDays(site.Calendar, first, last);
        if (range is null)
        {
            parameters.Fault(fromName, $"must not be after {toName}, nor more than {StatsRange.MaxDays} days before it");
        }

        return range ?? StatsRange.OfDays(site.Calendar, last, last)!;
    }

    private static IEnumerable<Filter> Named(ReportParameters parameters)
    {
        if (parameters.Text("page") is { } page && IsPath(page))
        {
            yield return Filter.Where("event:page", FilterOperator.Is, page);
        }

        if (parameters.Text("referrer") is { } referrer)
        {
            // A host stands for all of its pages.
            yield return referrer.Equals("direct", StringComparison.OrdinalIgnoreCase)
                ? Filter.Where("visit:referrer", FilterOperator.Is, PropertyDimension.DirectOrNone)
                : new Filter.Or([Filter.Where("visit:referrer", FilterOperator.Is, referrer), Filter.Where("visit:referrer", FilterOperator.StartsWith, referrer.TrimEnd('/') + "/")]);
        }

        if (parameters.Text("country") is { } country)
        {
            if (country.Length == 2)
            {
                yield return Filter.Where("visit:country", FilterOperator.Is, country == "XX" ? PropertyDimension.NotSet : country.ToUpperInvariant());
            }
            else
            {
                parameters.Fault("country", "must be a country code of two letters, such as EE, or XX where it is not known");
            }
        }
    }

    private static bool IsPath(string? page) => page is ['/', ..];
}
