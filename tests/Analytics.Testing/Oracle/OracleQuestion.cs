using Analytics.Functions.Http;
namespace Analytics.Testing.Oracle;

/// <summary>A question in the words of the wire, and nothing of the product's own types.</summary>
public sealed record OracleQuestion
{
    public required string[] Metrics { get; init; }

    /// <summary>A name, two dates, or two instants with offsets.</summary>
    public required string[] DateRange { get; init; }

    public string[] Dimensions { get; init; } = [];

    /// <summary>All must hold.</summary>
    public OracleFilter[] Filters { get; init; } = [];

    public (string Name, bool Descending)[] OrderBy { get; init; } = [];

    public int Limit { get; init; } = 10_000;

    public int Offset { get; init; }

    public bool TimeLabels { get; init; }

    /// <summary>Nothing, <c>previous_period</c>, <c>year_over_year</c>, or two dates.</summary>
    public string[] Compare { get; init; } = [];

    public bool MatchDayOfWeek { get; init; }

    /// <summary>The dimension of time; empty where there is none.</summary>
    public string Time => Dimensions.FirstOrDefault(d => d.StartsWith("time", StringComparison.Ordinal)) ?? "";
}
