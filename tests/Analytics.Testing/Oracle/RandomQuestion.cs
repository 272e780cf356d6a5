using Analytics.Functions.Http;
using System.Globalization;
using Analytics.Store.Events;

namespace Analytics.Testing.Oracle;

/// <summary>A question about a random world, in the words of the wire: mostly sensible, sometimes one that must be refused.</summary>
public static class RandomQuestion
{
    private static readonly string[] Metrics = ["visitors", "visits", "pageviews", "events", "bounce_rate", "visit_duration", "views_per_visit"];
    private static readonly string[] Times = ["time", "time:minute", "time:hour", "time:hour", "time:day", "time:week", "time:month"];
    private static readonly string[] OfEvent = ["event:page", "event:hostname", "event:name"];

    private static readonly string[] OfVisit =
    [
        "visit:entry_page", "visit:exit_page", "visit:source", "visit:referrer", "visit:channel", "visit:utm_source", "visit:utm_medium",
        "visit:utm_campaign", "visit:utm_content", "visit:utm_term", "visit:country", "visit:region", "visit:city", "visit:device",
        "visit:country_name", "visit:region_name", "visit:city_name",
        "visit:browser", "visit:browser_version", "visit:os", "visit:os_version",
    ];

    private static readonly string[] Clauses =
        ["/", "/a", "/A", "(not set)", "Direct / None", "Google", "google", "o", "", "Signup", "pageview", "example.com", "Chrome", "İ", "ß", "Desktop", "💥"];

    private static readonly string[] Patterns = ["^/a", "^/$", "(?i)GOOGLE", "[a-z]+", "Sign|page", "\\(not set\\)", ".", "^$", "a{1,3}"];

    /// <summary>The questions that belong to a world's seed.</summary>
    public static IReadOnlyList<OracleQuestion> Some(RandomWorld world, int count, Words words = Words.Now)
    {
        var random = new Random(world.Seed ^ 0x5EED);
        return [.. Enumerable.Range(0, count).Select(_ => Make(world, random, words))];
    }

    /// <summary>The next question.</summary>
    public static OracleQuestion Make(RandomWorld world, Random random, Words words = Words.Now)
    {
        OracleQuestion plain = Plain(world, random);
        return words == Words.Now ? plain : RandomWords.AddTo(plain, world, random);
    }

    /// <summary>A filter of what is known of every event and visit.</summary>
    public static OracleFilter Filter(Random random, int depth)
    {
        if (depth > 0 && random.Next(4) == 0)
        {
            string op = new[] { "and", "or", "not" }[random.Next(3)];
            return OracleFilter.Of(op, [.. Enumerable.Range(0, op == "not" ? 1 : 1 + random.Next(3)).Select(_ => Filter(random, depth - 1))]);
        }

        return Leaf(random, random.Next(2) == 0 ? OfEvent : OfVisit);
    }

    /// <summary>A comparison over one of the dimensions.</summary>
    public static OracleFilter Leaf(Random random, params string[] of)
    {
        string dimension = of[random.Next(of.Length)];
        string verb = new[] { "is", "is_not", "contains", "contains_not", "matches", "matches_not" }[random.Next(6)];
        bool isPattern = verb.StartsWith("matches", StringComparison.Ordinal);
        string[] clauses = (dimension, isPattern) switch
        {
            (_, true) => Patterns,
            ("visit:country", _) => ["EE", "ee", "(not set)"],
            ("visit:country_name" or "visit:region_name", _) => ["Estonia", "Harju", "ee", "(not set)"],
            ("event:currency", _) => ["EUR", "usd", "(none)"],
            _ => Clauses,
        };
        return OracleFilter.Leaf(
            verb, dimension, [.. clauses.OrderBy(_ => random.Next()).Take(1 + random.Next(3))], isPattern || random.Next(4) > 0);
    }

    private static OracleQuestion Plain(RandomWorld world, Random random)
    {
        string[] AtMost(string[] of, int most) => [.. of.OrderBy(_ => random.Next()).Take(random.Next(most + 1))];
        string[] dimensions = [.. AtMost(OfEvent, random.Next(2)), .. AtMost(OfVisit, random.Next(3)), .. AtMost(Times, random.Next(2))];
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

    internal static string[] Range(RandomWorld world, Random random)
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
}
