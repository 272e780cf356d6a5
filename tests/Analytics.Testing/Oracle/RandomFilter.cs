namespace Analytics.Testing.Oracle;

/// <summary>Filters over what random worlds hold.</summary>
public static class RandomFilter
{
    public static readonly string[] OfVisit =
        ["visit:entry_page", "visit:exit_page", "visit:source", "visit:country", "visit:device", "visit:browser", "visit:channel"];

    private static readonly string[] OfEvent = ["event:page", "event:name", "event:hostname"];
    private static readonly string[] Clauses = ["/", "/a", "(not set)", "Google", "o", "Signup", "pageview", "engagement", "example.com", "Chrome", "Desktop"];

    /// <summary>Mostly none.</summary>
    public static OracleFilter[] Some(Random random) => [.. Enumerable.Range(0, Math.Max(0, random.Next(5) - 2)).Select(_ => Make(random))];

    public static OracleFilter Make(Random random, int depth = 1)
    {
        if (depth > 0 && random.Next(4) == 0)
        {
            string op = new[] { "and", "or", "not" }[random.Next(3)];
            return OracleFilter.Of(op, [.. Enumerable.Range(0, op == "not" ? 1 : 2).Select(_ => Make(random, depth - 1))]);
        }

        string[] of = random.Next(2) == 0 ? OfEvent : OfVisit;
        string dimension = of[random.Next(of.Length)];
        string[] clauses = dimension == "visit:country" ? ["EE", "(not set)"] : Clauses;
        string[] verbs = ["is", "is_not", "contains", "contains_not"];
        return OracleFilter.Leaf(verbs[random.Next(verbs.Length)], dimension, [.. clauses.OrderBy(_ => random.Next()).Take(1 + random.Next(2))]);
    }
}
