using System.Diagnostics;
using System.Text.RegularExpressions;
using Analytics.Store.Blocks;
using Analytics.Store.Events;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;

namespace Analytics.Store.Stats.Scan;

/// <summary>A filter made ready to be asked of many blocks. Not for concurrent use.</summary>
/// <remarks>A clause is judged once for each value that a column has, and once only for values that came in earlier blocks.</remarks>
internal sealed class Condition
{
    private readonly Test? _test;

    private Condition(Test? test) => _test = test;

    /// <summary>Whether it holds, for each visit or each row; a new array every time.</summary>
    private delegate bool[] Test(Block block, RowView view);

    /// <summary>For each visit or row whether it holds; null where it holds for all.</summary>
    /// <param name="block">What is asked.</param>
    /// <param name="view">As what rows are looked at; of no meaning to visits.</param>
    public bool[]? Ask(Block block, RowView view = RowView.Event) => _test?.Invoke(block, view);

    /// <summary>
    /// The filter in two: what can be decided for a visit as a whole, and what must be asked of every row. It holds where both do.
    /// </summary>
    public static (Condition OfVisit, Condition OfRow) Split(Filter filter)
    {
        ILookup<bool, Filter> byRow = filter.Parts.ToLookup(part => part.LooksAtEvents);
        return (All([.. byRow[false]], byRow: false), All([.. byRow[true]], byRow: true));
    }

    /// <summary>The filter, asked of every row.</summary>
    public static Condition OfEachRow(Filter filter) => new(Of(filter, byRow: true));

    /// <summary>What a filter over one dimension alone, made of comparisons and <see cref="Filter.And"/>, <see cref="Filter.Or"/>, <see cref="Filter.Not"/>, says of its value.</summary>
    public static Func<string, bool> OfValue(Filter filter)
    {
        switch (filter)
        {
            case Filter.And and:
                Func<string, bool>[] all = [.. and.All.Select(OfValue)];
                return value => Array.TrueForAll(all, test => test(value));
            case Filter.Or or:
                Func<string, bool>[] any = [.. or.Any.Select(OfValue)];
                return value => Array.Exists(any, test => test(value));
            case Filter.Not not:
                Func<string, bool> negated = OfValue(not.Negated);
                return value => !negated(value);
            default:
                var leaf = (Filter.Leaf)filter;
                Func<string, bool> meets = ClauseTest(leaf);
                return IsNegative(leaf) ? value => !meets(value) : meets;
        }
    }

    /// <summary>A dimension's value for each row.</summary>
    public static TextColumn OfRows(PropertyDimension dimension, Block block, RowView view) => (dimension, view) switch
    {
        (EventPage, RowView.Entered) => block.Derive(EnteredPage, () => new VisitEntryPage().Show(block).ByRow(block.Layout)),
        (EventNameDimension, RowView.Report) => block.Derive(ReportedName, () => dimension.Show(block).Renamed(EventName.Engagement, EventName.Pageview)),
        ({ IsOfEvent: true }, _) => dimension.Show(block),
        _ => block.Derive((dimension, "by row"), () => dimension.Show(block).ByRow(block.Layout)),
    };

    private static readonly object EnteredPage = new(), ReportedName = new();

    private static Condition All(Filter[] filters, bool byRow) => new(filters.Length == 0 ? null : AllOf(filters, byRow));

    private static Test Of(Filter filter, bool byRow) => filter switch
    {
        Filter.And and => AllOf(and.All, byRow),
        Filter.Or or => AnyOf(or.Any, byRow),
        Filter.Not not => Negation(Of(not.Negated, byRow)),
        Filter.Leaf leaf => OfLeaf(leaf, byRow),
        Filter.MeetsGoal goal => OfGoal(goal),
        Filter.HasDone done => OfDone(done, byRow),
        Filter.ScrolledTo scrolled => (block, _) => ScrolledRows.To(block, scrolled.Percent),
        _ => throw new UnreachableException($"There is no other filter than these: {filter.GetType()}."),
    };

    // A goal looks at the event as it was, wherever its visit entered.
    private static Test OfGoal(Filter.MeetsGoal goal)
    {
        Test isMet = Of(goal.IsMet, byRow: true);
        return (block, view) => isMet(block, view == RowView.Entered ? RowView.Event : view);
    }

    private static Test OfDone(Filter.HasDone done, bool byRow)
    {
        Test inner = Of(done.Inner, byRow: true);
        return (block, _) =>
        {
            bool[] met = inner(block, RowView.Event), visits = new bool[block.Layout.Visits];
            RowKind[] kinds = block.Facts.Kinds;
            int[] visitOf = block.Layout.VisitOf;
            for (int row = 0; row < met.Length; row++)
            {
                visits[visitOf[row]] |= met[row] && kinds[row].IsCounted();
            }

            for (int visit = 0; visit < visits.Length; visit++)
            {
                visits[visit] = (visits[visit] && visit < block.Layout.Visited) != done.IsNegated;
            }

            return byRow ? Array.ConvertAll(visitOf, visit => visits[visit]) : visits;
        };
    }

    private static Test AllOf(IReadOnlyList<Filter> filters, bool byRow)
    {
        Test[] tests = [.. filters.Select(filter => Of(filter, byRow))];
        return (block, view) =>
        {
            bool[] all = tests.Length == 0 ? Filled(block, byRow) : tests[0](block, view);
            foreach (Test test in tests.Skip(1))
            {
                bool[] next = test(block, view);
                for (int i = 0; i < all.Length; i++)
                {
                    all[i] &= next[i];
                }
            }

            return all;
        };
    }

    private static Test AnyOf(IReadOnlyList<Filter> filters, bool byRow)
    {
        Test[] tests = [.. filters.Select(filter => Of(filter, byRow))];
        return (block, view) =>
        {
            bool[] any = new bool[byRow ? block.Layout.Rows : block.Layout.Visits];
            foreach (Test test in tests)
            {
                bool[] next = test(block, view);
                for (int i = 0; i < any.Length; i++)
                {
                    any[i] |= next[i];
                }
            }

            return any;
        };
    }

    private static Test Negation(Test test) => (block, view) => Array.ConvertAll(test(block, view), holds => !holds);

    private static Test OfLeaf(Filter.Leaf leaf, bool byRow)
    {
        bool negative = IsNegative(leaf);
        Func<string, bool> meets = Remembered(ClauseTest(leaf));
        return (block, view) =>
        {
            TextColumn column = byRow ? OfRows(leaf.Dimension, block, view) : leaf.Dimension.Show(block);
            bool[] ofValue = Array.ConvertAll(column.Values, value => meets(value) != negative);
            int[] ids = column.Ids;
            bool[] holds = GC.AllocateUninitializedArray<bool>(ids.Length);
            for (int i = 0; i < ids.Length; i++)
            {
                holds[i] = ofValue[ids[i]];
            }

            return holds;
        };
    }

    private static bool IsNegative(Filter.Leaf leaf) => leaf.Operator is FilterOperator.IsNot or FilterOperator.ContainsNot or FilterOperator.MatchesNot;

    private static bool[] Filled(Block block, bool byRow)
    {
        bool[] all = new bool[byRow ? block.Layout.Rows : block.Layout.Visits];
        Array.Fill(all, true);
        return all;
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
            case FilterOperator.StartsWith:
                return value => leaf.Clauses.Any(clause => value.StartsWith(clause, StringComparison.Ordinal));
            case >= FilterOperator.Above:
                NumberBounds bounds = NumberBounds.Of(leaf.Operator, leaf.Clauses);
                return value => bounds.Hold(PropertyNumber.Parse(value));
            default:
                Regex[] patterns = [.. leaf.Clauses.Select(clause => FilterPattern.TryParse(clause)!)];
                return value => Array.Exists(patterns, pattern => pattern.IsMatch(value));
        }
    }

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
