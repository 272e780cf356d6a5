using System.Runtime.CompilerServices;

namespace Analytics.Store.Blocks.Format;

/// <summary>Reads what <see cref="NumberWriter"/> wrote. A stream that was left out reads as zeros.</summary>
internal ref struct NumberReader(ReadOnlySpan<byte> plane, ReadOnlySpan<byte> low, ReadOnlySpan<byte> high)
{
    private const int Direct = NumberWriter.Direct;
    private readonly ReadOnlySpan<byte> _plane = plane;
    private readonly ReadOnlySpan<byte> _low = low;
    private readonly ReadOnlySpan<byte> _high = high;
    private int _nextPlane;
    private int _nextLow;
    private int _nextHigh;

    /// <exception cref="IndexOutOfRangeException">The streams are cut off.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next()
    {
        if (_low.IsEmpty)
        {
            return 0;
        }

        int code = _low[_nextLow++];
        return code < Direct ? (ulong)code : Larger(code);
    }

    public ulong NextNoisy()
    {
        ulong low = _plane.IsEmpty ? 0UL : _plane[_nextPlane++];
        return (Next() << 8) | low;
    }

    /// <exception cref="OverflowException">Not below <paramref name="limit"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(int limit)
    {
        ulong value = Next();
        return value < (ulong)limit ? (int)value : throw new OverflowException();
    }

    /// <summary>The next numbers, all below <paramref name="limit"/>: the same as one <see cref="Next(int)"/> each, faster.</summary>
    /// <exception cref="OverflowException">Not all are below <paramref name="limit"/>.</exception>
    public void Fill(Span<int> into, int limit)
    {
        if (_low.IsEmpty)
        {
            into.Clear();
            return;
        }

        ReadOnlySpan<byte> low = _low.Slice(_nextLow, into.Length);
        int most = 0;
        if (_high.IsEmpty)
        {
            for (int i = 0; i < into.Length; i++)
            {
                int value = low[i];
                into[i] = value;
                most = value > most ? value : most;
            }

            _nextLow += into.Length;
            if (most >= Direct)
            {
                throw new OverflowException();
            }
        }
        else
        {
            for (int i = 0; i < into.Length; i++)
            {
                int value = low[i];
                _nextLow++;
                if (value >= Direct)
                {
                    ulong larger = Larger(value);
                    value = larger < int.MaxValue ? (int)larger : throw new OverflowException();
                }

                into[i] = value;
                most = value > most ? value : most;
            }
        }

        if (most >= limit)
        {
            throw new OverflowException();
        }
    }

    public static long Unfold(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    private ulong Larger(int code)
    {
        if (code < byte.MaxValue)
        {
            return Direct + ((ulong)(code - Direct) << 8) + _high[_nextHigh++];
        }

        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = _high[_nextHigh++];
            value |= (ulong)(next & 127) << shift;
            if (next < 128)
            {
                return value + (NumberWriter.Paged << 8) + Direct;
            }

            if (shift > 56)
            {
                throw new OverflowException();
            }
        }
    }
}
