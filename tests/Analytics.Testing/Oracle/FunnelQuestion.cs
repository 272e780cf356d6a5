using Analytics.Store.Inputs;
using Analytics.Store.Stats.Filters;
namespace Analytics.Testing.Oracle;

/// <summary>A funnel in plain words.</summary>
public sealed record FunnelQuestion
{
    /// <summary>Each a page pattern (<c>page</c>), a name (<c>event</c>), or a filter (<c>filters</c>).</summary>
    public required (string Kind, string Text, OracleFilter? Filter)[] Steps { get; init; }

    public required OracleRange Range { get; init; }

    public bool People { get; init; }

    public bool Strict { get; init; }

    /// <summary><c>visit</c>, <c>day</c>, <c>range</c>, or seconds.</summary>
    public required string Window { get; init; }

    /// <summary>All must hold.</summary>
    public OracleFilter[] Filters { get; init; } = [];

    public string? Breakdown { get; init; }

    public static FunnelQuestion Make(RandomWorld world, Random random)
    {
        bool people = random.Next(2) == 0;
        string[] windows = people ? ["day", "range", "600", "7200", "200000"] : ["visit", "day", "1", "600", "1800", "86400"];
        return new FunnelQuestion
        {
            Steps = [.. Enumerable.Range(0, 2 + random.Next(random.Next(4) == 0 ? 7 : 2)).Select(_ => Step(world, random))],
            Range = OracleRange.Make(world, random),
            People = people,
            Strict = random.Next(3) == 0,
            Window = windows[random.Next(windows.Length)],
            Filters = RandomFilter.Some(world, random),
            Breakdown = random.Next(2) == 0 ? null : RandomFilter.OfVisit[random.Next(RandomFilter.OfVisit.Length)],
        };
    }

    private static (string Kind, string Text, OracleFilter? Filter) Step(RandomWorld world, Random random)
    {
        string Pick(params string[] of) => of[random.Next(of.Length)];
        return random.Next(4) switch
        {
            0 => ("event", Pick("Signup", "signup", "404"), null),
            1 => ("filters", "", RandomFilter.One(world, random)),
            _ => ("page", Pick("/", "/a", "/a/*", "/**", "**", "*", "/*", "/%7B", "(not set)", "/[a-z]"), null),
        };
    }
}
