using Analytics.Store.Blocks;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Scan;

namespace Analytics.Store.Stats.Funnels;

/// <summary>Which steps each row of a block meets. Not for concurrent use.</summary>
/// <remarks>
/// What steps ask of one dimension alone is worked out once a value, for all steps together, so that a sweep over the rows has only to
/// look it up. What asks more of a row than values has a sweep of its own.
/// </remarks>
internal sealed class StepMasks
{
    private readonly byte _all;
    private readonly List<ByValue> _byValue = [];
    private readonly List<(byte Step, Condition Condition)> _byRow = [];

    public StepMasks(IReadOnlyList<FunnelStep> steps)
    {
        _all = (byte)((1 << steps.Count) - 1);
        for (int step = 0; step < steps.Count; step++)
        {
            foreach (Filter part in Parts(steps[step].IsMet))
            {
                Add(part, (byte)(1 << step));
            }
        }
    }

    /// <summary>For each row that counts the steps that it meets, bit by bit from the lowest; 0 for the others.</summary>
    public byte[] Of(Block block, bool[] counts)
    {
        byte[] meets = GC.AllocateUninitializedArray<byte>(counts.Length);
        for (int row = 0; row < meets.Length; row++)
        {
            meets[row] = counts[row] ? _all : (byte)0;
        }

        foreach (ByValue by in _byValue)
        {
            TextColumn column = Condition.OfRows(by.Dimension, block, RowView.Event);
            byte[] ofValue = Array.ConvertAll(column.Values, by.StepsOf);
            int[] ids = column.Ids;
            for (int row = 0; row < meets.Length; row++)
            {
                meets[row] &= ofValue[ids[row]];
            }
        }

        foreach ((byte step, Condition condition) in _byRow)
        {
            bool[] holds = condition.Ask(block)!;
            byte others = (byte)~step;
            for (int row = 0; row < meets.Length; row++)
            {
                meets[row] &= holds[row] ? byte.MaxValue : others;
            }
        }

        return meets;
    }

    // What must all hold, as far as it can be taken apart.
    private static IEnumerable<Filter> Parts(Filter filter) => filter switch
    {
        Filter.And and => and.All.SelectMany(Parts),
        Filter.Or { Any: [Filter only] } => Parts(only),
        Filter.MeetsGoal goal => Parts(goal.IsMet), // rows are looked at as they were, like goals do
        _ => [filter],
    };

    private void Add(Filter part, byte step)
    {
        Filter[] nodes = [.. part.Nodes()];
        if (nodes is not [Filter.Leaf { Dimension: var dimension }, ..] || Array.Exists(nodes, node => (node as Filter.Leaf)?.Dimension != dimension))
        {
            _byRow.Add((step, Condition.OfEachRow(part)));
            return;
        }

        if (_byValue.Find(by => by.Dimension == dimension) is not { } known)
        {
            _byValue.Add(known = new ByValue(dimension));
        }

        known.Add(step, Condition.OfValue(part));
    }

    // What steps ask of the value of one dimension.
    private sealed class ByValue(PropertyDimension dimension)
    {
        private const int Enough = 20_000;
        private readonly List<(byte Step, Func<string, bool> Test)> _tests = [];
        private readonly Dictionary<string, byte> _known = new(StringComparer.Ordinal);

        public PropertyDimension Dimension => dimension;

        public void Add(byte step, Func<string, bool> test) => _tests.Add((step, test));

        /// <summary>The steps that a row with that value may meet.</summary>
        public byte StepsOf(string value)
        {
            if (_known.TryGetValue(value, out byte steps))
            {
                return steps;
            }

            steps = byte.MaxValue;
            foreach ((byte step, Func<string, bool> test) in _tests)
            {
                steps = test(value) ? steps : (byte)(steps & ~step);
            }

            if (_known.Count >= Enough)
            {
                _known.Clear();
            }

            _known.Add(value, steps);
            return steps;
        }
    }
}
