namespace Analytics.Store.Stats.Metrics;

/// <summary>One of the sums of every cell of a block.</summary>
internal readonly record struct SumColumns(long[] Sums, int Stride, int First)
{
    /// <summary>The sum of a cell.</summary>
    public ref long this[int cell] => ref Sums[(cell * Stride) + First];

    /// <summary>The same metric's next sum.</summary>
    public SumColumns Next => this with { First = First + 1 };

    /// <summary>Adds 1 for each.</summary>
    public void Count(in Occurrences found)
    {
        foreach (int cell in found.Cells.AsSpan(0, found.Count))
        {
            Sums[(cell * Stride) + First]++;
        }
    }

    /// <summary>Adds the value of each.</summary>
    public void Add(in Occurrences found, int[] values)
    {
        for (int i = 0; i < found.Count; i++)
        {
            Sums[(found.Cells[i] * Stride) + First] += values[found.Items[i]];
        }
    }
}
