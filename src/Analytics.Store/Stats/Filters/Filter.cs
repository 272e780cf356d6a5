using Analytics.Store.Inputs;
using Analytics.Store.Stats.Dimensions;

namespace Analytics.Store.Stats.Filters;

/// <summary>
/// Which events and visits count: a closed tree of <see cref="And"/>, <see cref="Or"/>, <see cref="Not"/> over <see cref="Leaf"/>,
/// <see cref="MeetsGoal"/>, <see cref="HasDone"/> and <see cref="ScrolledTo"/>.
/// </summary>
/// <remarks>A filter sees exactly what answers show: an unknown source is <c>Direct / None</c> to both.</remarks>
public abstract partial record Filter
{
    private Filter()
    {
    }

    /// <summary>Lets everything through.</summary>
    public static Filter Everything { get; } = new And([]);

    /// <summary>The filters that must all hold: those of an <see cref="And"/>, else itself.</summary>
    public IReadOnlyList<Filter> Parts => this is And and ? and.All : [this];

    /// <summary>Whether it looks at single events, and not only at visits as a whole.</summary>
    internal abstract bool LooksAtEvents { get; }

    /// <summary>Whether one dimension's value meets its clauses.</summary>
    /// <exception cref="AnalyticsInputException">As <see cref="TryWhere"/> returns false.</exception>
    public static Leaf Where(string dimension, FilterOperator op, params IReadOnlyList<string> clauses) =>
        KnownDimensions.Find(dimension) is not PropertyDimension property
            ? throw new AnalyticsInputException("filters", $"cannot filter by {dimension}")
            : TryWhere(property, op, clauses, caseSensitive: true, out Leaf? leaf, out string problem)
                ? leaf!
                : throw new AnalyticsInputException("filters", problem);

    /// <summary>Whether one dimension's value meets its clauses.</summary>
    /// <param name="dimension">What to look at.</param>
    /// <param name="op">How to compare.</param>
    /// <param name="clauses">At least one.</param>
    /// <param name="caseSensitive">Whether letters differ by case; must be true for patterns, which can say so themselves: <c>(?i)</c>.</param>
    /// <param name="leaf">The filter, where true is returned.</param>
    /// <param name="problem">What is wrong, as a sentence for the caller, where false is returned.</param>
    public static bool TryWhere(
        PropertyDimension dimension, FilterOperator op, IReadOnlyList<string> clauses, bool caseSensitive, out Leaf? leaf, out string problem)
    {
        ArgumentNullException.ThrowIfNull(dimension);
        ArgumentNullException.ThrowIfNull(clauses);
        bool isPattern = op is FilterOperator.Matches or FilterOperator.MatchesNot;
        problem = clauses.Count == 0 ? $"`{dimension}` is compared with nothing: give at least one value"
            : isPattern && !caseSensitive ? "`case_sensitive` does not go with patterns: leave it out, and begin the pattern with (?i) where case is to be overlooked"
            : isPattern && clauses.FirstOrDefault(c => FilterPattern.TryParse(c) is null) is { } bad ? $"`{bad}` is no pattern that can be used: write a regular expression of at most 500 characters, without look-around and back-references"
            : op >= FilterOperator.Above && NumberBounds.ProblemWith(dimension, op, clauses, caseSensitive) is { } wrong ? wrong
            : op is FilterOperator.Is or FilterOperator.IsNot && clauses.Select(dimension.ProblemWith).FirstOrDefault(p => p is not null) is { } fault ? fault
            : "";
        leaf = problem.Length == 0 ? new Leaf(dimension, op, clauses, caseSensitive) : null;
        return leaf is not null;
    }

    /// <summary>The comparisons with a dimension, left to right; those within <see cref="HasDone"/> and goals left aside.</summary>
    public IEnumerable<Leaf> Leaves() => Nodes().OfType<Leaf>();

    /// <summary>All but <see cref="And"/>, <see cref="Or"/> and <see cref="Not"/>, left to right; not what is within <see cref="HasDone"/> and goals.</summary>
    internal IEnumerable<Filter> Nodes() => this switch
    {
        And and => and.All.SelectMany(f => f.Nodes()),
        Or or => or.Any.SelectMany(f => f.Nodes()),
        Not not => not.Negated.Nodes(),
        _ => [this],
    };

    /// <summary>All hold; true of none.</summary>
    public sealed record And(IReadOnlyList<Filter> All) : Filter
    {
        internal override bool LooksAtEvents => All.Any(f => f.LooksAtEvents);
    }

    /// <summary>At least one holds; false of none.</summary>
    public sealed record Or(IReadOnlyList<Filter> Any) : Filter
    {
        internal override bool LooksAtEvents => Any.Any(f => f.LooksAtEvents);
    }

    /// <summary>It does not hold.</summary>
    public sealed record Not(Filter Negated) : Filter
    {
        internal override bool LooksAtEvents => Negated.LooksAtEvents;
    }

    /// <summary>The value of a dimension meets the clauses. Made by <see cref="Where"/> and <see cref="TryWhere"/>.</summary>
    public sealed record Leaf : Filter
    {
        internal Leaf(PropertyDimension dimension, FilterOperator op, IReadOnlyList<string> clauses, bool caseSensitive) =>
            (Dimension, Operator, Clauses, IsCaseSensitive) = (dimension, op, clauses, caseSensitive);

        /// <summary>What it looks at.</summary>
        public PropertyDimension Dimension { get; }

        /// <summary>How it compares.</summary>
        public FilterOperator Operator { get; }

        /// <summary>What it compares with; at least one.</summary>
        public IReadOnlyList<string> Clauses { get; }

        /// <summary>Whether letters differ by case; ordinal either way.</summary>
        public bool IsCaseSensitive { get; }

        internal override bool LooksAtEvents => Dimension.IsOfEvent;
    }
}
