namespace Analytics.Store.Stats.Filters;

/// <content>Filters on what was done: goals met, events of the same visit, pages scrolled.</content>
public abstract partial record Filter
{
    /// <summary>Whether some event of the visit has met a filter.</summary>
    /// <param name="inner">Over event dimensions, and without another of this kind.</param>
    /// <param name="isNegated">Whether none may have.</param>
    /// <param name="filter">The filter, where true is returned.</param>
    /// <param name="problem">What is wrong, as a sentence for the caller, where false is returned.</param>
    public static bool TryHasDone(Filter inner, bool isNegated, out HasDone? filter, out string problem)
    {
        ArgumentNullException.ThrowIfNull(inner);
        problem = inner.Nodes().Any(node => node is HasDone) ? "`has_done` and `has_not_done` do not go into one another: put them side by side"
            : inner.Leaves().Any(leaf => !leaf.Dimension.IsOfEvent) ? "`has_done` and `has_not_done` look at events: put filters on visits beside them, not into them"
            : "";
        filter = problem.Length == 0 ? new HasDone(inner, isNegated) : null;
        return filter is not null;
    }

    /// <summary>The event meets one of some goals. Made by <c>GoalFilter</c>.</summary>
    public sealed record MeetsGoal : Filter
    {
        internal MeetsGoal(FilterOperator op, IReadOnlyList<string> clauses, bool caseSensitive, IReadOnlyList<NamedGoal> goals)
        {
            (Operator, Clauses, IsCaseSensitive, Goals) = (op, clauses, caseSensitive, goals);
            IsMet = goals is [var goal] ? goal.IsMet : new Or([.. goals.Select(g => g.IsMet)]);
        }

        /// <summary>How the clauses name goals.</summary>
        public FilterOperator Operator { get; }

        /// <summary>Display names or parts of them.</summary>
        public IReadOnlyList<string> Clauses { get; }

        /// <summary>Whether letters differ by case.</summary>
        public bool IsCaseSensitive { get; }

        /// <summary>The goals that the clauses name.</summary>
        internal IReadOnlyList<NamedGoal> Goals { get; }

        /// <summary>What the goals ask of an event; it looks at the event as it was, whatever page its visit entered on.</summary>
        internal Filter IsMet { get; }

        internal override bool LooksAtEvents => true;

        /// <summary>Whether it is about the goal of that name.</summary>
        internal bool Selects(string name) =>
            Selects(Operator, Clauses, IsCaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase, name);

        internal static bool Selects(FilterOperator op, IReadOnlyList<string> clauses, StringComparison comparison, string name) => op == FilterOperator.Is
            ? clauses.Any(clause => string.Equals(clause, name, comparison))
            : clauses.Any(clause => name.Contains(clause, comparison));
    }

    /// <summary>Of the visit's events, in the range or not, at least one has met a filter; or, negated, none. Made by <see cref="TryHasDone"/>.</summary>
    /// <remarks>An event without a visit has done nothing.</remarks>
    public sealed record HasDone : Filter
    {
        internal HasDone(Filter inner, bool isNegated) => (Inner, IsNegated) = (inner, isNegated);

        /// <summary>What an event was to meet.</summary>
        public Filter Inner { get; }

        /// <summary>Whether none may have met it.</summary>
        public bool IsNegated { get; }

        internal override bool LooksAtEvents => false;
    }

    /// <summary>The visit scrolled the event's page at least this far, before or after the event. Only goals use it.</summary>
    /// <param name="Percent">0 to 100; 0: the visit must have reported a scroll depth or time of the page.</param>
    public sealed record ScrolledTo(int Percent) : Filter
    {
        internal override bool LooksAtEvents => true;
    }
}
