namespace Analytics.Testing.Oracle;

/// <summary>A journey in plain words.</summary>
public sealed record JourneyQuestion
{
    private static readonly string[] Kinds = ["paths", "next", "previous"], Pages = ["/", "/a", "/a/*", "/*", "/**", "**", "(not set)"];

    /// <summary><c>paths</c>, <c>next</c> or <c>previous</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>A page pattern; empty for paths.</summary>
    public string Page { get; init; } = "";

    /// <summary>Pages of a path.</summary>
    public int Length { get; init; }

    public required OracleRange Range { get; init; }

    /// <summary>All must hold.</summary>
    public OracleFilter[] Filters { get; init; } = [];

    public static JourneyQuestion Make(RandomWorld world, Random random)
    {
        string kind = Kinds[random.Next(Kinds.Length)];
        return new JourneyQuestion
        {
            Kind = kind,
            Page = kind == "paths" ? "" : Pages[random.Next(Pages.Length)],
            Length = 1 + random.Next(10),
            Range = OracleRange.Make(world, random),
            Filters = RandomFilter.Some(world, random),
        };
    }
}
