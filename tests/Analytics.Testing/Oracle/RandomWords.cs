using Analytics.Functions.Http;
namespace Analytics.Testing.Oracle;

/// <summary>
/// Puts into a plain question the words that need more than a value of the event or its visit: goals, properties, behaviour, segments,
/// reports, money, shares, comparisons.
/// </summary>
public static class RandomWords
{
    private static readonly string[] Hostnames = ["visit:entry_page_hostname", "visit:exit_page_hostname", "visit:language", "visit:screen", "visit:locale", "visit:timezone", "visit:device_manufacturer", "visit:device_model", "visit:screen_density"];
    private static readonly string[] Shares = ["conversion_rate", "group_conversion_rate", "conversion_rate", "percentage"];

    /// <summary>A goal and a segment that there are not.</summary>
    public static readonly string[] Unknown = ["No such goal", "999"];

    private static readonly Func<OracleQuestion, RandomWorld, Random, OracleQuestion>[] Kinds =
    [
        (q, _, random) => Filtered(Measured(q, random, "scroll_depth", "time_on_page"), RandomQuestion.Leaf(random, "event:page")),
        (q, _, random) => By(Measured(q, random, "scroll_depth", "time_on_page"), "event:page"),
        (q, _, random) => By(Measured(q, random, Shares), "event:goal"),
        (q, world, random) => Filtered(Measured(q, random, Shares), Goal(world, random)),
        (q, _, random) => Measured(q, random, "total_revenue", "average_revenue"),
        (q, _, random) => By(Measured(q, random, "total_revenue", "average_revenue"), "event:currency"),
        (q, _, random) => Filtered(Measured(q, random, "total_revenue", "average_revenue"), RandomQuestion.Leaf(random, "event:currency")),
        (q, _, random) => Measured(q, random, "first_seen", "last_seen"),
        (q, _, random) => By(Measured(q, random, "goal_value"), "event:goal"),
        (q, world, random) => Filtered(Measured(q, random, "goal_value"), Goal(world, random)),
        (q, _, random) => Measured(q with { Dimensions = ["visit:exit_page"], TimeLabels = false, OrderBy = [] }, random, "exit_rate"),
        (q, world, random) => Filtered(q, Done(world, random, 1)),
        (q, world, random) => Filtered(q, Segment(world, random)),
        (q, _, random) => By(Measured(q, random, "events"), random.Next(3) == 0 ? Number(random) : Prop(random)),
        (q, _, random) => Filtered(q, RandomQuestion.Leaf(random, Prop(random))),
        (q, _, random) => Measured(q, random, Figures(random)) with { DateRange = ["all"] },
        (q, _, random) => By(Measured(q, random, Figures(random)), random.Next(2) == 0 ? "event:page" : "event:goal"),
        (q, _, random) => Filtered(q, Numbers(random, random.Next(20) == 0)),
        (q, _, random) => By(q, Hostnames[random.Next(Hostnames.Length)]),
        (q, _, random) => q.Dimensions.Length == 0 ? By(Measured(q, random, "percentage"), "visit:source") : Measured(q, random, "percentage"),
        Compared,
    ];

    public static OracleQuestion AddTo(OracleQuestion question, RandomWorld world, Random random)
    {
        for (int words = 1 + random.Next(3); words > 0; words--)
        {
            question = Kinds[random.Next(Kinds.Length)](question, world, random);
        }

        // What does not go together is taken out again, but for a few that must be refused.
        for (int tries = random.Next(10) == 0 ? 0 : 40; tries > 0 && OracleRules.IsRefused(question, world); tries--)
        {
            question = Less(question, random);
        }

        return question;
    }

    /// <summary>The filters of a saved segment.</summary>
    public static OracleFilter[] SegmentOf(RandomWorld world, Random random) =>
    [
        .. Enumerable.Range(0, 1 + random.Next(2)).Select(_ => random.Next(5) switch
        {
            0 => Goal(world, random),
            1 => random.Next(2) == 0 ? Numbers(random) : RandomQuestion.Leaf(random, Prop(random)),
            2 => Done(world, random, 1),
            _ => RandomQuestion.Filter(random, 1),
        }),
    ];

    /// <summary>A filter by goals, properties, behaviour or saved segments; sometimes by one that there is not.</summary>
    public static OracleFilter Filter(RandomWorld world, Random random) => random.Next(4) switch
    {
        0 => Goal(world, random),
        1 => RandomQuestion.Leaf(random, Prop(random)),
        2 => Done(world, random, 1),
        _ => Segment(world, random),
    };

    private static OracleQuestion Measured(OracleQuestion q, Random random, params string[] metrics)
    {
        string metric = metrics[random.Next(metrics.Length)];
        return q.Metrics.Contains(metric) ? q : q with { Metrics = random.Next(2) == 0 ? [metric, .. q.Metrics] : [.. q.Metrics, metric] };
    }

    private static OracleQuestion By(OracleQuestion q, string dimension) =>
        q.Dimensions.Contains(dimension) ? q : q with { Dimensions = [.. q.Dimensions, dimension] };

    private static OracleQuestion Filtered(OracleQuestion q, OracleFilter filter) => q with { Filters = [.. q.Filters, filter] };

    private static OracleQuestion Compared(OracleQuestion q, RandomWorld world, Random random)
    {
        int first = random.Next(-3, 3);
        string[] compare = random.Next(4) switch
        {
            0 => ["year_over_year"],
            1 => [world.First.Plus(first).ToString(), world.First.Plus(first + random.Next(4)).ToString()],
            _ => ["previous_period"],
        };
        return q with { Compare = compare, MatchDayOfWeek = random.Next(3) == 0 };
    }

    private static string Prop(Random random) => $"event:props:{RandomWorld.PropKeys[random.Next(RandomWorld.PropKeys.Length)]}";

    private static string Number(Random random) => random.Next(8) == 0 ? Prop(random) : "event:props:" + RandomWorld.Measured;

    private static string[] Figures(Random random) =>
    [
        .. new[] { "numbers", "sum", "average", "min", "max", "median", "p1", "p75", "p99.9" }.Select(function => $"{function}({Number(random)})"),
        $"share({Number(random)},,1)", $"share({Number(random)},0,2.5)", $"share({Number(random)},-1,)",
    ];

    private static OracleFilter Numbers(Random random, bool mistaken = false)
    {
        string verb = new[] { ">", ">=", "<", "<=", "between" }[random.Next(5)];
        string[] bounds = verb == "between" ? [new[] { "-3", "0" }[random.Next(2)], new[] { "1", "1000", "0" }[random.Next(3)]] : [new[] { "0", "1", "-0.000001", "1e3" }[random.Next(4)]];
        OracleFilter numbers = OracleFilter.Leaf(verb, mistaken ? "event:page" : Number(random), bounds);
        return random.Next(4) == 0 ? OracleFilter.Of("not", numbers) : numbers;
    }

    private static OracleFilter Goal(RandomWorld world, Random random)
    {
        string[] names = [.. world.Goals.OrderBy(_ => random.Next()).Take(1 + random.Next(2)).Select(g => g.Name)];
        return random.Next(4) switch
        {
            0 => OracleFilter.Leaf("contains", "event:goal", [random.Next(2) == 0 ? "visit" : "Sign"], random.Next(2) == 0),
            1 => OracleFilter.Leaf("is", "event:goal", [.. names.Select(n => n.ToUpperInvariant())], false),
            _ => OracleFilter.Leaf("is", "event:goal", random.Next(20) == 0 ? [Unknown[0]] : names),
        };
    }

    private static OracleFilter Done(RandomWorld world, Random random, int depth)
    {
        OracleFilter inner = random.Next(5) switch
        {
            0 => Goal(world, random),
            1 => random.Next(2) == 0 ? Numbers(random) : RandomQuestion.Leaf(random, Prop(random)),
            2 when depth > 0 => OracleFilter.Of("and", RandomQuestion.Leaf(random, "event:page"), RandomQuestion.Leaf(random, "event:name", "event:hostname")),
            _ => RandomQuestion.Leaf(random, "event:page", "event:name", "event:hostname"),
        };
        OracleFilter done = OracleFilter.Of(random.Next(2) == 0 ? "has_done" : "has_not_done", inner);
        return random.Next(6) == 0 ? OracleFilter.Of("not", done) : done;
    }

    private static OracleFilter Segment(RandomWorld world, Random random) => OracleFilter.Leaf(
        "is", "segment", random.Next(20) == 0 ? [Unknown[1]] : [.. world.Segments.Keys.OrderBy(_ => random.Next()).Take(1 + random.Next(2)).Select(id => $"{id}")]);

    private static OracleQuestion Less(OracleQuestion q, Random random)
    {
        T[] Without<T>(T[] of) => [.. of.Where((_, i) => i != at(of.Length))];
        int chosen = random.Next(1000);
        int at(int length) => chosen % length;
        q = (chosen % 3) switch
        {
            0 when q.Metrics.Length > 1 => q with { Metrics = Without(q.Metrics) },
            1 when q.Dimensions.Length > 0 => q with { Dimensions = Without(q.Dimensions) },
            2 when q.Filters.Length > 0 => q with { Filters = Without(q.Filters) },
            _ => q,
        };
        return q with
        {
            OrderBy = [.. q.OrderBy.Where(o => q.Metrics.Contains(o.Name) || q.Dimensions.Contains(o.Name))],
            TimeLabels = q.TimeLabels && q.Time.Length > 0,
        };
    }
}
