using Analytics.Store.Inputs;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Store.Stats.Funnels;

/// <summary>How many get from one step to the next: a question that can be answered. Immutable; made by <see cref="Create"/> only.</summary>
public sealed record FunnelQuery
{
    /// <summary>The fewest steps.</summary>
    public const int MinSteps = 2;

    /// <summary>The most steps.</summary>
    public const int MaxSteps = 8;

    private FunnelQuery(IReadOnlyList<FunnelStep> steps, StatsRange range, FunnelWindow window) => (Steps, Range, Window) = (steps, range, window);

    /// <summary>The steps in order, 2 to 8.</summary>
    public IReadOnlyList<FunnelStep> Steps { get; }

    /// <summary>When: every step of a way lies in it.</summary>
    public StatsRange Range { get; }

    /// <summary>How far from its first step a way may go.</summary>
    public FunnelWindow Window { get; }

    /// <summary>Whose way.</summary>
    public FunnelSubject Subject { get; private init; }

    /// <summary>What may lie between steps.</summary>
    public FunnelOrder Order { get; private init; }

    /// <summary>Which events count: the others are as if they had not happened.</summary>
    public Filter Filter { get; private init; } = Filter.Everything;

    /// <summary>What to break it down by: a dimension of the visit in which the first step was taken. Null for nothing.</summary>
    public PropertyDimension? Breakdown { get; private init; }

    /// <summary>Which groups of the breakdown.</summary>
    public StatsPage Page { get; private init; }

    /// <summary>Puts a question together.</summary>
    /// <param name="steps">2 to 8.</param>
    /// <param name="range">When.</param>
    /// <param name="subject">Default visitors.</param>
    /// <param name="order">Default loose.</param>
    /// <param name="window">
    /// Default the day for visitors, the range for people. For visitors the visit, the day, or a span of at most 24 hours; for people the
    /// day, the range, or any span.
    /// </param>
    /// <param name="filter">Default everything.</param>
    /// <param name="breakdown">A dimension of visits; default none.</param>
    /// <param name="page">Default the first 10,000 groups.</param>
    /// <exception cref="AnalyticsInputException">With every fault.</exception>
    public static FunnelQuery Create(
        IReadOnlyList<FunnelStep> steps,
        StatsRange range,
        FunnelSubject subject = FunnelSubject.Visitors,
        FunnelOrder order = FunnelOrder.Loose,
        FunnelWindow? window = null,
        Filter? filter = null,
        PropertyDimension? breakdown = null,
        StatsPage? page = null)
    {
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(range);
        window ??= subject == FunnelSubject.People ? FunnelWindow.Range : FunnelWindow.Day;
        StatsPage shown = page ?? StatsPage.First;
        var faults = new InputFaults()
            .Require(steps.Count is >= MinSteps and <= MaxSteps, "steps", "must be 2 to 8 steps")
            .Require(
                subject == FunnelSubject.People || (window != FunnelWindow.Range && !(window.Span > TimeSpan.FromHours(24))),
                "window",
                "must be visit, day or at most 24h for visitors: nothing links a visitor's two days")
            .Require(subject == FunnelSubject.Visitors || window != FunnelWindow.Visit, "window", "must be day, range or a span of time for people")
            .Require(breakdown is not { IsOfEvent: true }, "breakdown", "must be a dimension of visits, as visit:source");
        StatsPageRules.Require(faults, shown).ThrowIfAny();
        return new FunnelQuery(steps, range, window)
        {
            Subject = subject,
            Order = order,
            Filter = filter ?? Filter.Everything,
            Breakdown = breakdown,
            Page = shown,
        };
    }
}
