using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;

namespace Analytics.Functions.Stats.Reports.Umami;

/// <summary>What counts, in the parameters of both versions of Umami: <c>browser=neq.Safari</c>.</summary>
internal static class UmamiFilters
{
    // What has no counterpart: heard where it is empty, for clients send all that they know.
    private static readonly string[] Unknown = ["title", "query", "segment", "cohort", "distinctId"];

    private static readonly (string Prefix, FilterOperator Operator)[] Operators =
    [
        ("eq.", FilterOperator.Is), ("neq.", FilterOperator.IsNot), ("c.", FilterOperator.Contains), ("dnc.", FilterOperator.ContainsNot),
        ("re.", FilterOperator.Matches), ("nre.", FilterOperator.MatchesNot),
    ];

    /// <summary>Both versions' names of what can be filtered by.</summary>
    public static IReadOnlyList<(string Name, string Dimension)> Dimensions { get; } =
    [
        ("path", "event:page"), ("url", "event:page"), ("hostname", "event:hostname"), ("host", "event:hostname"), ("referrer", "visit:referrer"), ("domain", "visit:source"),
        ("os", "visit:os"), ("browser", "visit:browser"), ("device", "visit:device"), ("country", "visit:country"), ("region", "visit:region"), ("city", "visit:city"),
        ("language", "visit:language"), ("event", "event:name"), ("tag", "event:props:tag"), ("utmSource", "visit:utm_source"), ("utmMedium", "visit:utm_medium"),
        ("utmCampaign", "visit:utm_campaign"), ("utmContent", "visit:utm_content"), ("utmTerm", "visit:utm_term"),
    ];

    /// <summary>All parameters.</summary>
    public static string[] Names { get; } = [.. Dimensions.Select(d => d.Name), .. Unknown, "eventType", "excludeBounce", "match"];

    /// <summary>What the parameters let through.</summary>
    public static Filter Read(ReportParameters parameters)
    {
        bool any = parameters.OneOf("match", ("all", false), ("any", true));
        Filter[] named = [.. Dimensions.Select(d => One(parameters, d.Name, d.Dimension)).OfType<Filter>()];
        foreach (string unknown in Unknown.Where(name => parameters.Text(name) is not null))
        {
            parameters.Fault(unknown, "is not known of a visit here: leave it out");
        }

        if (parameters.OneOf("excludeBounce", ("false", false), ("true", true)))
        {
            parameters.Fault("excludeBounce", "cannot be asked for here: leave it out; bounces are a figure of their own");
        }

        Filter matched = any && named.Length > 0 ? new Filter.Or(named) : new Filter.And(named);
        return parameters.OneOf("eventType", ("", 0), ("1", 1), ("2", 2)) switch
        {
            1 => new Filter.And([.. matched.Parts, Filter.Where("event:name", FilterOperator.Is, "pageview")]),
            2 => new Filter.And([.. matched.Parts, UmamiQuestion.CustomEvents]),
            _ => matched,
        };
    }

    private static Filter? One(ReportParameters parameters, string name, string dimension)
    {
        if (parameters.Text(name) is not { } text)
        {
            return null;
        }

        (string prefix, FilterOperator op) = Operators.FirstOrDefault(o => text.StartsWith(o.Prefix, StringComparison.Ordinal));
        string value = text[(prefix?.Length ?? 0)..];
        bool isPattern = op is FilterOperator.Matches or FilterOperator.MatchesNot;
        bool isEqual = op is FilterOperator.Is or FilterOperator.IsNot;
        string[] clauses = isEqual && prefix is not null ? value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [value];

        // Umami writes systems and devices in small letters, and looks for parts of names in any case.
        bool caseSensitive = isPattern || (isEqual && dimension is not ("visit:browser" or "visit:os" or "visit:device" or "visit:country"));
        if (Filter.TryWhere((PropertyDimension)KnownDimensions.Find(dimension)!, op, clauses, caseSensitive, out Filter.Leaf? leaf, out string problem))
        {
            return dimension == "visit:referrer" && isEqual ? WithPages(leaf!) : leaf;
        }

        parameters.Fault(name, problem);
        return null;
    }

    // A host stands for all of its pages.
    private static Filter WithPages(Filter.Leaf leaf)
    {
        var pages = new Filter.Or(
        [
            Filter.Where("visit:referrer", FilterOperator.Is, leaf.Clauses),
            Filter.Where("visit:referrer", FilterOperator.StartsWith, [.. leaf.Clauses.Select(host => host.TrimEnd('/') + "/")]),
        ]);
        return leaf.Operator == FilterOperator.IsNot ? new Filter.Not(pages) : pages;
    }
}
