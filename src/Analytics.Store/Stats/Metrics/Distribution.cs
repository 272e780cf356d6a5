using System.Runtime.InteropServices;

namespace Analytics.Store.Stats.Metrics;

/// <summary>How often each number came, in millionths. Two of them add up to that of both.</summary>
/// <remarks>A few numbers are kept one by one, which is quick where there are many rows; more of them by how often each came, which is small.</remarks>
internal sealed class Distribution
{
    private const int Few = 2_048;

    private long[] _few = [];
    private int _count;
    private bool _isSorted;
    private Dictionary<long, long>? _many;
    private long[]? _sorted;

    /// <summary>How many numbers.</summary>
    public long Count { get; private set; }

    /// <summary>About how much memory it takes, in bytes.</summary>
    public long Size => 100 + (8L * _few.Length) + (32L * (_many?.Count ?? 0));

    public void Add(long number)
    {
        if (_many is not null || _count == Few)
        {
            Add(number, 1);
            return;
        }

        if (_count == _few.Length)
        {
            Array.Resize(ref _few, Math.Max(8, 2 * _count));
        }

        _few[_count++] = number;
        _isSorted = false;
        Count++;
    }

    public void Add(long number, long times)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(Many(), number, out _) += times;
        Count += times;
        _sorted = null;
    }

    /// <summary>Takes in another, each of its numbers so many times.</summary>
    public void Add(Distribution other, int weight)
    {
        foreach (long number in other._few.AsSpan(0, other._count))
        {
            Add(number, weight);
        }

        foreach ((long number, long times) in other._many ?? [])
        {
            Add(number, times * weight);
        }
    }

    public Distribution Copy() => new()
    {
        _few = _few.AsSpan(0, _count).ToArray(),
        _count = _count,
        _isSorted = _isSorted,
        _many = _many is null ? null : new Dictionary<long, long>(_many),
        Count = Count,
    };

    /// <summary>The number at a place when all stand in their order.</summary>
    /// <param name="rank">1 to <see cref="Count"/>.</param>
    public long AtRank(long rank)
    {
        if (_many is null)
        {
            if (!_isSorted)
            {
                Array.Sort(_few, 0, _count);
                _isSorted = true;
            }

            return _few[rank - 1];
        }

        if (_sorted is null)
        {
            _sorted = [.. _many.Keys];
            Array.Sort(_sorted);
        }

        foreach (long number in _sorted)
        {
            rank -= _many[number];
            if (rank <= 0)
            {
                return number;
            }
        }

        return _sorted[^1];
    }

    private Dictionary<long, long> Many()
    {
        if (_many is null)
        {
            _many = [];
            foreach (long number in _few.AsSpan(0, _count))
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_many, number, out _)++;
            }

            (_few, _count) = ([], 0);
        }

        return _many;
    }
}
