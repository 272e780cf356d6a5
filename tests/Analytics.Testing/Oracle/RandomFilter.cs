namespace Analytics.Testing.Oracle;

/// <summary>Filters over what random worlds hold.</summary>
public static class RandomFilter
{
    public static readonly string[] OfVisit =
        ["visit:entry_page", "visit:exit_page", "visit:source", "visit:country", "visit:device", "visit:browser", "visit:channel"];

    private static readonly string[] OfEvent = ["event:page", "event:name", "event:hostname"];
    private static readonly string[] Clauses = ["/", "/a", "(not set)", "Google", "o", "Signup", "pageview", "engagement", "example.com", "Chrome", "Desktop"];

    /// <summary>Mostly none.</summary>
    public static OracleFilter[] Some(RandomWorld world, Random random) => [.. Enumerable.Range(0, Math.Max(0, random.Next(5) - 2)).Select(_ => One(world, random))];

    /// <summary>By values, or by goals, properties, behaviour, segments.</summary>
    public static OracleFilter One(RandomWorld world, Random random)
    {
        while (random.Next(2) == 0)
        {
            OracleFilter filter = RandomWords.Filter(world, random);
            if (IsKnown(filter) && OracleFilter.Expand([filter], world.Segments).All(IsKnown))
            {
                return random.Next(4) == 0 && filter.Dimension != "segment" ? OracleFilter.Of("not", filter) : filter;
            }
        }

        return Plain(random);
    }

    private static bool IsKnown(OracleFilter filter) => !filter.All().Any(f => f.Clauses.Any(RandomWords.Unknown.Contains));

    private static OracleFilter Plain(Random random, int depth = 1)
    {
        if (depth > 0 && random.Next(4) == 0)
        {
            string op = new[] { "and", "or", "not" }[random.Next(3)];
            return OracleFilter.Of(op, [.. Enumerable.Range(0, op == "not" ? 1 : 2).Select(_ => Plain(random, depth - 1))]);
        }

        string[] of = random.Next(2) == 0 ? OfEvent : OfVisit;
        string dimension = of[random.Next(of.Length)];
        string[] clauses = dimension == "visit:country" ? ["EE", "(not set)"] : Clauses;
        string[] verbs = ["is", "is_not", "contains", "contains_not"];
        return OracleFilter.Leaf(verbs[random.Next(verbs.Length)], dimension, [.. clauses.OrderBy(_ => random.Next()).Take(1 + random.Next(2))]);
    }
}
