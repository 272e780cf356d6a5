namespace Analytics.Store.Stats.Scan;

/// <summary>The cells that occurrences of one block fall into, by as many dimensions as have been named.</summary>
internal sealed class BlockCells
{
    private const int Direct = 1 << 16;
    private readonly List<(string[] Values, int[] IdOfCell)> _keys;

    private BlockCells(int[] of, int count, List<(string[], int[])> keys) => (Of, Count, _keys) = (of, count, keys);

    /// <summary>For each occurrence its cell.</summary>
    public int[] Of { get; }

    /// <summary>How many cells there are, some of them perhaps without an occurrence.</summary>
    public int Count { get; }

    /// <summary>One cell for all.</summary>
    public static BlockCells One(int occurrences) => new(new int[occurrences], 1, []);

    /// <summary>The same, told apart by another dimension.</summary>
    /// <param name="values">Its values.</param>
    /// <param name="idOf">The value of an occurrence, as a number into <paramref name="values"/>; one for each.</param>
    public BlockCells By(string[] values, int[] idOf)
    {
        if (Count == 1)
        {
            List<(string[], int[])> keys = [.. _keys.Select(k => (k.Values, Repeat(k.IdOfCell[0], values.Length))), (values, [.. Enumerable.Range(0, values.Length)])];
            return new BlockCells(idOf, values.Length, keys);
        }

        int[] of = new int[Of.Length];
        List<(int Cell, int Id)> pairs = [];
        long product = (long)Count * values.Length;
        if (product <= Math.Max(Direct, 4L * of.Length))
        {
            int[] known = new int[product];
            for (int i = 0; i < of.Length; i++)
            {
                ref int cell = ref known[(Of[i] * values.Length) + idOf[i]];
                if (cell == 0)
                {
                    pairs.Add((Of[i], idOf[i]));
                    cell = pairs.Count;
                }

                of[i] = cell - 1;
            }
        }
        else
        {
            Dictionary<long, int> known = [];
            for (int i = 0; i < of.Length; i++)
            {
                long key = ((long)Of[i] * values.Length) + idOf[i];
                if (!known.TryGetValue(key, out int cell))
                {
                    known.Add(key, cell = pairs.Count);
                    pairs.Add((Of[i], idOf[i]));
                }

                of[i] = cell;
            }
        }

        List<(string[], int[])> combined = [.. _keys.Select(k => (k.Values, pairs.ConvertAll(p => k.IdOfCell[p.Cell]).ToArray()))];
        combined.Add((values, [.. pairs.Select(p => p.Id)]));
        return new BlockCells(of, pairs.Count, combined);
    }

    /// <summary>The same, all with one more value: a dimension on which they do not differ.</summary>
    public BlockCells By(string value) => new(Of, Count, [.. _keys, ([value], new int[Count])]);

    /// <summary>The place of a cell, beginning at a root.</summary>
    public Cell Find(Cell root, int cell)
    {
        foreach ((string[] values, int[] idOfCell) in _keys)
        {
            root = root[values[idOfCell[cell]]];
        }

        return root;
    }

    private static int[] Repeat(int value, int times)
    {
        int[] repeated = new int[times];
        Array.Fill(repeated, value);
        return repeated;
    }
}
