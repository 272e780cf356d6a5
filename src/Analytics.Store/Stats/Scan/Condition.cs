using System.Text.RegularExpressions;
using Analytics.Store.Stats.Filters;

namespace Analytics.Store.Stats.Scan;

/// <summary>A filter made ready to be asked often. Not for concurrent use.</summary>
internal sealed class Condition
{
    private readonly Test _test;

    private Condition(Test test) => _test = test;

    private delegate bool Test(in Sighting sighting);

    public bool Holds(in Sighting sighting) => _test(sighting);

    /// <summary>
    /// The filter in two: what can be decided for a visit as a whole, once, and what must be asked of every event. It holds where both
    /// do.
    /// </summary>
    public static (Condition OfVisit, Condition OfEvent) Split(Filter filter)
    {
        IReadOnlyList<Filter> parts = filter is Filter.And and ? and.All : [filter];
        ILookup<bool, Filter> byLevel = parts.ToLookup(part => part.Leaves().Any(leaf => leaf.Dimension.IsOfEvent));
        return (new(AllOf(byLevel[false])), new(AllOf(byLevel[true])));
    }

    private static Test Of(Filter filter) => filter switch
    {
        Filter.And and => AllOf(and.All),
        Filter.Or or => AnyOf(or.Any),
        Filter.Not not => Negation(Of(not.Negated)),
        _ => OfLeaf((Filter.Leaf)filter),
    };

    private static Test AllOf(IEnumerable<Filter> filters)
    {
        Test[] tests = [.. filters.Select(Of)];
        return (in Sighting sighting) =>
        {
            foreach (Test test in tests)
            {
                if (!test(sighting))
                {
                    return false;
                }
            }

            return true;
        };
    }

    private static Test AnyOf(IEnumerable<Filter> filters)
    {
        Test[] tests = [.. filters.Select(Of)];
        return (in Sighting sighting) =>
        {
            foreach (Test test in tests)
            {
                if (test(sighting))
                {
                    return true;
                }
            }

            return false;
        };
    }

    private static Test Negation(Test test) => (in Sighting sighting) => !test(sighting);

    private static Test OfLeaf(Filter.Leaf leaf)
    {
        bool negative = leaf.Operator is FilterOperator.IsNot or FilterOperator.ContainsNot or FilterOperator.MatchesNot;
        Func<string, bool> meets = Remembered(ClauseTest(leaf));
        return (in Sighting sighting) => meets(leaf.Dimension.Show(sighting)) != negative;
    }

    private static Func<string, bool> ClauseTest(Filter.Leaf leaf)
    {
        switch (leaf.Operator)
        {
            case FilterOperator.Is or FilterOperator.IsNot:
                HashSet<string> values = new(leaf.Clauses, leaf.IsCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
                return values.Contains;
            case FilterOperator.Contains or FilterOperator.ContainsNot:
                StringComparison comparison = leaf.IsCaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
                return value => leaf.Clauses.Any(clause => value.Contains(clause, comparison));
            default:
                Regex[] patterns = [.. leaf.Clauses.Select(clause => FilterPattern.TryParse(clause)!)];
                return value => Array.Exists(patterns, pattern => pattern.IsMatch(value));
        }
    }

    // A day has far fewer values than events: each is judged once.
    private static Func<string, bool> Remembered(Func<string, bool> test)
    {
        const int Enough = 20_000;
        Dictionary<string, bool> known = new(StringComparer.Ordinal);
        return value =>
        {
            if (!known.TryGetValue(value, out bool holds))
            {
                if (known.Count >= Enough)
                {
                    known.Clear();
                }

                known.Add(value, holds = test(value));
            }

            return holds;
        };
    }
}
