using System.Runtime.InteropServices;

namespace Analytics.Store.Blocks.Format;

/// <summary>Numbers things by how often they occur, the most frequent first; of equals the one that occurs first.</summary>
internal sealed class Ranking<T>(IEqualityComparer<T>? comparer = null) where T : notnull
{
    private readonly Dictionary<T, int> _found = new(comparer);
    private readonly List<(T Thing, int Count)> _things = [];
    private int[]? _rankOf;

    /// <summary>Every occurrence, in order.</summary>
    public List<int> Occurrences { get; } = [];

    public void Add(T thing)
    {
        ref int found = ref CollectionsMarshal.GetValueRefOrAddDefault(_found, thing, out bool exists);
        if (!exists)
        {
            found = _things.Count;
            _things.Add((thing, 0));
        }

        Occurrences.Add(found);
        CollectionsMarshal.AsSpan(_things)[found].Count++;
    }

    /// <summary>The things by rank. After this nothing may be added.</summary>
    public IReadOnlyList<T> Ranked()
    {
        int[] order = [.. Enumerable.Range(0, _things.Count).OrderByDescending(i => _things[i].Count)];
        _rankOf = new int[order.Length];
        for (int rank = 0; rank < order.Length; rank++)
        {
            _rankOf[order[rank]] = rank;
        }

        return Array.ConvertAll(order, i => _things[i].Thing);
    }

    /// <summary>The rank of an occurrence.</summary>
    public int this[int occurrence] => _rankOf![Occurrences[occurrence]];
}
