using Analytics.Store.Inputs;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Store.Stats.Journeys;

/// <summary>Which pages follow which, visit by visit: a question that can be answered. Immutable; made by <see cref="Create"/> only.</summary>
public sealed record JourneyQuery
{
    /// <summary>The longest path, in pages.</summary>
    public const int MaxLength = 10;

    private const int UsualLength = 5;

    private JourneyQuery(JourneyKind kind, StatsRange range) => (Kind, Range) = (kind, range);

    /// <summary>What is asked.</summary>
    public JourneyKind Kind { get; }

    /// <summary>When.</summary>
    public StatsRange Range { get; }

    /// <summary>The page that others come before or after; null for paths.</summary>
    public PagePattern? Around { get; private init; }

    /// <summary>How many pages of a visit a path has at most; 1 for the others.</summary>
    public int Length { get; private init; }

    /// <summary>Which events count: the others are as if they had not happened.</summary>
    public Filter Filter { get; private init; } = Filter.Everything;

    /// <summary>Which rows.</summary>
    public StatsPage Page { get; private init; }

    /// <summary>Puts a question together.</summary>
    /// <param name="kind">What is asked.</param>
    /// <param name="range">When.</param>
    /// <param name="around">For <see cref="JourneyKind.Next"/> and <see cref="JourneyKind.Previous"/>, and only for them.</param>
    /// <param name="length">For paths, 1 to 10, default 5; null for the others.</param>
    /// <param name="filter">Default everything.</param>
    /// <param name="page">Default the first 10,000 rows.</param>
    /// <exception cref="AnalyticsInputException">With every fault.</exception>
    public static JourneyQuery Create(
        JourneyKind kind, StatsRange range, PagePattern? around = null, int? length = null, Filter? filter = null, StatsPage? page = null)
    {
        ArgumentNullException.ThrowIfNull(range);
        StatsPage shown = page ?? StatsPage.First;
        bool isPaths = kind == JourneyKind.Paths;
        var faults = new InputFaults()
            .Require(isPaths == around is null, "page", isPaths ? "is for next and previous only" : "must be the page that others come before or after")
            .Require(isPaths ? length is null or (>= 1 and <= MaxLength) : length is null, "length", isPaths ? "must be 1 to 10" : "is for paths only");
        StatsPageRules.Require(faults, shown).ThrowIfAny();
        return new JourneyQuery(kind, range)
        {
            Around = around,
            Length = isPaths ? length ?? UsualLength : 1,
            Filter = filter ?? Filter.Everything,
            Page = shown,
        };
    }
}
