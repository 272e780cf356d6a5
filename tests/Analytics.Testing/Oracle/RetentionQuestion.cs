namespace Analytics.Testing.Oracle;

/// <summary>A retention in plain words.</summary>
public sealed record RetentionQuestion
{
    private static readonly string[] Periods = ["day", "week", "month"];

    /// <summary><c>day</c>, <c>week</c> or <c>month</c>.</summary>
    public required string Period { get; init; }

    public required OracleRange Range { get; init; }

    /// <summary>All must hold.</summary>
    public OracleFilter[] Filters { get; init; } = [];

    public static RetentionQuestion Make(RandomWorld world, Random random) => new()
    {
        Period = Periods[random.Next(Periods.Length)],
        Range = OracleRange.Make(world, random),
        Filters = RandomFilter.Some(world, random),
    };
}
