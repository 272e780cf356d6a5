using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Analytics.Store.Events;

namespace Analytics.Testing.Oracle;

/// <summary>A question about a random world, in the words of the wire: mostly sensible, sometimes one that must be refused.</summary>
public static class RandomQuestion
{
    private static readonly string[] Metrics = ["visitors", "visits", "pageviews", "events", "bounce_rate", "visit_duration", "views_per_visit"];
    private static readonly string[] OfVisits = ["bounce_rate", "visit_duration", "views_per_visit"];
    private static readonly string[] Times = ["time", "time:minute", "time:hour", "time:hour", "time:day", "time:week", "time:month"];
    private static readonly string[] OfEvent = ["event:page", "event:hostname", "event:name"];

    private static readonly string[] OfVisit =
    [
        "visit:entry_page", "visit:exit_page", "visit:source", "visit:referrer", "visit:channel", "visit:utm_source", "visit:utm_medium",
        "visit:utm_campaign", "visit:utm_content", "visit:utm_term", "visit:country", "visit:region", "visit:city", "visit:device",
        "visit:browser", "visit:browser_version", "visit:os", "visit:os_version",
    ];

    private static readonly string[] Clauses =
        ["/", "/a", "/A", "(not set)", "Direct / None", "Google", "google", "o", "", "Signup", "pageview", "example.com", "Chrome", "İ", "ß", "Desktop", "💥"];

    private static readonly string[] Patterns = ["^/a", "^/$", "(?i)GOOGLE", "[a-z]+", "Sign|page", "\\(not set\\)", ".", "^$", "a{1,3}"];

    public static OracleQuestion Make(RandomWorld world, Random random)
    {
        string[] Some(string[] of, int most) => [.. of.OrderBy(_ => random.Next()).Take(random.Next(most + 1))];
        string[] dimensions = [.. Some(OfEvent, random.Next(2)), .. Some(OfVisit, random.Next(3)), .. Some(Times, random.Next(2))];
        random.Shuffle(dimensions);
        string[] metrics = [.. Metrics.OrderBy(_ => random.Next()).Take(1 + random.Next(5))];
        bool hasTime = dimensions.Any(d => d.StartsWith("time", StringComparison.Ordinal));
        return new OracleQuestion
        {
            Metrics = metrics,
            Dimensions = dimensions,
            DateRange = Range(world, random),
            Filters = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Filter(random, 2))],
            OrderBy = random.Next(3) > 0 ? [] : [.. metrics.Concat(dimensions).OrderBy(_ => random.Next()).Take(2).Select(n => (n, random.Next(2) == 0))],
            Limit = random.Next(5) == 0 ? 1 + random.Next(4) : 10_000,
            Offset = random.Next(5) == 0 ? random.Next(4) : 0,
            TimeLabels = hasTime && random.Next(4) == 0,
        };
    }

    /// <summary>Whether docs/metrics.md says that it is refused, in a range that touches so many days.</summary>
    public static bool IsRefused(OracleQuestion q, int days)
    {
        var filtered = q.Filters.SelectMany(f => f.Named()).ToList();
        return (q.Metrics.Intersect(OfVisits).Any() && q.Dimensions.Intersect(["event:hostname", "event:name"]).Any())
            || (q.Metrics.Intersect(["pageviews", "events"]).Any() && q.Dimensions.Intersect(["visit:entry_page", "visit:exit_page"]).Any())
            || (q.Metrics.Contains("views_per_visit")
                && (filtered.Contains("event:page") || q.Dimensions.Any(d => !d.StartsWith("time", StringComparison.Ordinal))))
            || q.Filters.Any(f => f.Parts.Length > 0 && f.Named().Contains("event:hostname"))
            || (q.Dimensions.Contains("time:minute") && days > 2);
    }

    public static string ToJson(OracleQuestion q)
    {
        static JsonArray Strings(IEnumerable<string> values) => [.. values.Select(v => (JsonNode)v)];
        static JsonArray Tree(OracleFilter f) => f.Operator switch
        {
            "not" => ["not", Tree(f.Parts[0])],
            "and" or "or" => [f.Operator, new JsonArray([.. f.Parts.Select(p => (JsonNode)Tree(p))])],
            _ when f.CaseSensitive => [f.Operator, f.Dimension, Strings(f.Clauses)],
            _ => [f.Operator, f.Dimension, Strings(f.Clauses), new JsonObject { ["case_sensitive"] = false }],
        };

        var json = new JsonObject
        {
            ["site_id"] = "example.com",
            ["metrics"] = Strings(q.Metrics),
            ["date_range"] = q.DateRange.Length == 1 ? q.DateRange[0] : Strings(q.DateRange),
            ["dimensions"] = Strings(q.Dimensions),
            ["filters"] = new JsonArray([.. q.Filters.Select(f => (JsonNode)Tree(f))]),
            ["include"] = new JsonObject { ["total_rows"] = true, ["time_labels"] = q.TimeLabels },
            ["pagination"] = new JsonObject { ["limit"] = q.Limit, ["offset"] = q.Offset },
        };
        if (q.OrderBy.Length > 0)
        {
            json["order_by"] = new JsonArray([.. q.OrderBy.Select(o => (JsonNode)Strings([o.Name, o.Descending ? "desc" : "asc"]))]);
        }

        return json.ToJsonString(new JsonSerializerOptions { WriteIndented = false });
    }

    private static string[] Range(RandomWorld world, Random random)
    {
        if (random.Next(3) == 0)
        {
            return [new[] { "day", "24h", "30m", "realtime", "2d", "7d", "month", "all", "1mo", "year" }[random.Next(10)]];
        }

        if (random.Next(2) == 0)
        {
            int first = random.Next(world.Days + 1), last = first + random.Next(world.Days + 1 - first + 1);
            return [world.First.Plus(first - 1).ToString(), world.First.Plus(last - 1).ToString()];
        }

        Event e = world.Raw[random.Next(world.Raw.Count)];
        DateTimeOffset from = e.Time.AddSeconds(random.Next(3) == 0 ? 0 : random.Next(-4000, 2)), to = from.AddSeconds(random.Next(random.Next(2) == 0 ? 30 : 90_000));
        return [Instant(from.ToOffset(TimeSpan.FromMinutes(random.Next(-10, 10) * 15))), Instant(to)];
    }

    private static string Instant(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static OracleFilter Filter(Random random, int depth)
    {
        if (depth > 0 && random.Next(4) == 0)
        {
            string op = new[] { "and", "or", "not" }[random.Next(3)];
            return OracleFilter.Of(op, [.. Enumerable.Range(0, op == "not" ? 1 : 1 + random.Next(3)).Select(_ => Filter(random, depth - 1))]);
        }

        string[] of = random.Next(2) == 0 ? OfEvent : OfVisit;
        string dimension = of[random.Next(of.Length)];
        string verb = new[] { "is", "is_not", "contains", "contains_not", "matches", "matches_not" }[random.Next(6)];
        bool isPattern = verb.StartsWith("matches", StringComparison.Ordinal);
        string[] clauses = dimension == "visit:country" && !isPattern ? ["EE", "ee", "(not set)"] : isPattern ? Patterns : Clauses;
        return OracleFilter.Leaf(
            verb, dimension, [.. clauses.OrderBy(_ => random.Next()).Take(1 + random.Next(3))], isPattern || random.Next(4) > 0);
    }
}
