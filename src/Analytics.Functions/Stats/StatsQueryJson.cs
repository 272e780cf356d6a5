using System.Text.Json;
using Analytics.Functions.Wire;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Metrics;
using Analytics.Store.Stats.Terms;

namespace Analytics.Functions.Stats;

/// <summary>A question in the wire format of Plausible's Stats API v2.</summary>
public static class StatsQueryJson
{
    private const string TrimRange = "trim_relative_date_range";
    private const string MissingSite = "#/site_id: is required: the id of a site, or one of its domains";

    private static readonly string[] Keys =
        ["site_id", "metrics", "date_range", "dimensions", "filters", "order_by", "include", "pagination"];

    private static readonly string[] KeysAlone = [.. Keys, "budget"]; // of many questions together, the request has one

    private static readonly string MetricNames = string.Join(", ", KnownMetrics.All) + ", " + KnownMetrics.OfProperties;
    private static readonly string DimensionNames = string.Join(", ", KnownDimensions.All) + ", event:goal and event:props:NAME";

    private static readonly string[] Required = ["metrics", "date_range"];

    /// <summary>The site that the question is about, as the caller names it; null where it does not.</summary>
    public static string? SiteOf(JsonElement question) =>
        question.ValueKind == JsonValueKind.Object && ReadableJson.IsReadable(question)
        && question.TryGetProperty("site_id", out JsonElement site) && site.ValueKind == JsonValueKind.String
            ? site.GetString()
            : null;

    /// <summary>The question in the body of a request.</summary>
    /// <param name="body">JSON in UTF-8.</param>
    /// <param name="site">The site that <c>site_id</c> was found to be.</param>
    /// <param name="now">What relative ranges count from.</param>
    /// <param name="terms">The site's goals and segments. Default none; see <see cref="NeedsTerms"/>.</param>
    public static StatsQueryOutcome Parse(ReadOnlyMemory<byte> body, Site site, DateTimeOffset now, SiteTerms? terms = null)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return Parse(document.RootElement, site, now, terms);
        }
        catch (JsonException)
        {
            return new StatsQueryOutcome.Refused("#: must be a JSON object of readable text, each name once");
        }
    }

    /// <inheritdoc cref="Parse(ReadOnlyMemory{byte}, Site, DateTimeOffset, SiteTerms?)"/>
    public static StatsQueryOutcome Parse(JsonElement question, Site site, DateTimeOffset now, SiteTerms? terms = null) =>
        Parse(question, site, now, terms ?? SiteTerms.None, siteIsKnown: false);

    /// <summary>Whether what was asked names goals or segments anywhere, so that those of the site must be known.</summary>
    public static bool NeedsTerms(JsonElement asked) => asked.ValueKind switch
    {
        JsonValueKind.Object => asked.EnumerateObject().Any(member => NeedsTerms(member.Value)),
        JsonValueKind.Array => asked.EnumerateArray().Any(NeedsTerms),
        JsonValueKind.String => asked.ValueEquals("event:goal") || asked.ValueEquals("segment"),
        _ => false,
    };

    internal static StatsQueryOutcome Parse(JsonElement question, Site site, DateTimeOffset now, SiteTerms terms, bool siteIsKnown)
    {
        if (question.ValueKind != JsonValueKind.Object || !ReadableJson.IsReadable(question))
        {
            return Refuse("#: must be an object of readable text");
        }

        if (!siteIsKnown && SiteOf(question) is null)
        {
            return Refuse(MissingSite);
        }

        string[] keys = siteIsKnown ? Keys : KeysAlone;
        if (Stray(question, keys) is { } stray)
        {
            return Refuse(UnknownField.At($"#/{stray}", keys));
        }

        string[] missing = [.. Required.Where(key => !question.TryGetProperty(key, out _)).Select(key => $"#/{key}: is required")];
        if (missing.Length > 0)
        {
            return Refuse(string.Join("; ", missing));
        }

        JsonElement dateRange = question.GetProperty("date_range");
        return !TryNames(question, "metrics", MetricNames, KnownMetrics.Find, out List<Metric> metrics, out string error) ? Refuse(error)
            : !TryNames(question, "dimensions", DimensionNames, terms.FindDimension, out List<Dimension> dimensions, out error) ? Refuse(error)
            : DateRangeJson.Parse(dateRange, site, now, IsIncluded(question, TrimRange)) is not { } range ? Refuse($"#/date_range: {JsonText.Quote(dateRange)} is no range: write 30d, or a list of two dates or instants, the earlier first")
            : !TryFilter(question, terms, out Filter filter, out error) ? Refuse(error)
            : !TryOrder(question, terms, out List<StatsOrder> order, out error) ? Refuse(error)
            : !TryExtras(question, out StatsExtras extras, out error) ? Refuse(error)
            : !TryPage(question, out StatsPage page, out error) ? Refuse(error)
            : !ComparisonJson.TryParse(question, site, range, now, out StatsComparison? comparison, out error) ? Refuse(error)
            : StatsQuery.Create(metrics, range, dimensions, filter, order, extras, page, comparison, site.Settings.Currency);
    }

    private static StatsQueryOutcome.Refused Refuse(string error) => new(error);

    private static string? Stray(JsonElement element, string[] keys) =>
        element.EnumerateObject().Select(p => p.Name).FirstOrDefault(name => !keys.Contains(name));

    private static bool TryNames<T>(JsonElement question, string key, string known, Func<string, T?> find, out List<T> found, out string error)
        where T : class
    {
        found = [];
        error = "";
        if (!question.TryGetProperty(key, out JsonElement names))
        {
            return true;
        }

        if (names.ValueKind != JsonValueKind.Array)
        {
            error = $"#/{key}: must be a list of names";
            return false;
        }

        foreach (JsonElement name in names.EnumerateArray())
        {
            if (name.ValueKind != JsonValueKind.String || find(name.GetString()!) is not { } item)
            {
                error = $"#/{key}/{found.Count}: `{JsonText.Quote(name)}` is unknown: leave it out. Known are {known}";
                return false;
            }

            found.Add(item);
        }

        return true;
    }

    private static bool TryFilter(JsonElement question, SiteTerms terms, out Filter filter, out string error)
    {
        Filter? parsed = Filter.Everything;
        string? problem = null;
        bool valid = !question.TryGetProperty("filters", out JsonElement filters) || FilterJson.TryParse(filters, terms, out parsed, out problem);
        (filter, error) = (parsed ?? Filter.Everything, problem ?? "");
        return valid;
    }

    private static bool TryOrder(JsonElement question, SiteTerms terms, out List<StatsOrder> order, out string error)
    {
        order = [];
        error = "";
        if (!question.TryGetProperty("order_by", out JsonElement entries))
        {
            return true;
        }

        if (entries.ValueKind != JsonValueKind.Array)
        {
            error = "#/order_by: must be a list such as [[\"visitors\", \"desc\"]]";
            return false;
        }

        foreach (JsonElement entry in entries.EnumerateArray())
        {
            if (JsonText.Strings(entry) is not [string name, "asc" or "desc"])
            {
                error = $"#/order_by/{order.Count}: must be a name with asc or desc, such as [\"visitors\", \"desc\"]";
                return false;
            }

            bool descending = entry[1].ValueEquals("desc");
            StatsOrder? parsed = KnownMetrics.Find(name) is { } metric ? new StatsOrder.ByMetric(metric, descending)
                : terms.FindDimension(name) is { } dimension ? new StatsOrder.ByDimension(dimension, descending)
                : null;
            if (parsed is null)
            {
                error = $"#/order_by/{order.Count}: names `{JsonText.Quote(entry[0])}`, which is unknown: take a metric or a dimension that is asked for";
                return false;
            }

            order.Add(parsed);
        }

        return true;
    }

    private static bool TryExtras(JsonElement question, out StatsExtras extras, out string error)
    {
        extras = default;
        if (!TrySection(question, "include", ["imports", "time_labels", "total_rows", TrimRange, .. ComparisonJson.Keys], out JsonElement include, out error) || include.ValueKind == JsonValueKind.Undefined)
        {
            return error.Length == 0;
        }

        foreach (JsonProperty flag in include.EnumerateObject().Where(p => !ComparisonJson.Keys.Contains(p.Name) && p.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)))
        {
            error = $"#/include/{flag.Name}: must be true or false";
            return false;
        }

        bool Has(string key) => include.TryGetProperty(key, out JsonElement flag) && flag.GetBoolean();
        extras = new StatsExtras(Has("time_labels"), Has("total_rows"), Has("imports"), Has(TrimRange));
        return true;
    }

    // Asked for before the section is judged, because the range depends on it.
    private static bool IsIncluded(JsonElement question, string flag) =>
        question.Member("include") is { ValueKind: JsonValueKind.Object } include && include.Member(flag) is { ValueKind: JsonValueKind.True };

    private static bool TryPage(JsonElement question, out StatsPage page, out string error)
    {
        page = StatsPage.First;
        if (!TrySection(question, "pagination", ["limit", "offset"], out JsonElement pagination, out error) || pagination.ValueKind == JsonValueKind.Undefined)
        {
            return error.Length == 0;
        }

        foreach (JsonProperty number in pagination.EnumerateObject())
        {
            if (number.Value.ValueKind != JsonValueKind.Number || !number.Value.TryGetInt32(out int value))
            {
                error = $"#/pagination/{number.Name}: must be a whole number";
                return false;
            }

            page = number.Name == "limit" ? page with { Limit = value } : page with { Offset = value };
        }

        return true;
    }

    // An absent section is fine, and leaves the element undefined.
    private static bool TrySection(JsonElement question, string key, string[] keys, out JsonElement section, out string error)
    {
        error = "";
        if (question.TryGetProperty(key, out section))
        {
            error = section.ValueKind != JsonValueKind.Object ? $"#/{key}: must be an object"
                : Stray(section, keys) is { } stray ? UnknownField.At($"#/{key}/{stray}", keys)
                : "";
        }

        return error.Length == 0;
    }
}
