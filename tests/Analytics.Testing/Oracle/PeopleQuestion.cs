using Analytics.Store.Stats;
using Analytics.Store.Stats.People;

namespace Analytics.Testing.Oracle;

/// <summary>A list of people in plain words.</summary>
public sealed record PeopleQuestion
{
    public required OracleRange Range { get; init; }

    /// <summary>All must hold.</summary>
    public OracleFilter[] Filters { get; init; } = [];

    public PeopleOrder Order { get; init; }

    public bool Ascending { get; init; }

    /// <summary>The plan that they must have; null for any or none.</summary>
    public string? Plan { get; init; }

    public string? Search { get; init; }

    public static PeopleQuestion Make(RandomWorld world, Random random) => new()
    {
        Range = OracleRange.Make(world, random),
        Filters = random.Next(2) == 0 ? [] : RandomFilter.Some(world, random),
        Order = (PeopleOrder)random.Next(5),
        Ascending = random.Next(2) == 0,
        Plan = random.Next(4) == 0 ? IdentifiedEvents.Plans[random.Next(3)] : null,
        Search = random.Next(4) == 0 ? "N" : null,
    };

    /// <summary>The same to the product.</summary>
    public PeopleQuery Of(RandomWorld world)
    {
        var asked = WireQuestion.Of(world, new RetentionQuestion { Period = "day", Range = Range, Filters = Filters });
        return new PeopleQuery(asked.Range, asked.Filter, StatsPage.First)
        {
            Order = Order,
            Ascending = Ascending,
            Search = Search,
            Traits = Plan is null ? [] : [new TraitFilter("plan", Store.Stats.Filters.FilterOperator.Is, [Plan])],
        };
    }
}
