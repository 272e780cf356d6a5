using System.Runtime.CompilerServices;

namespace Analytics.Store.Blocks.Format;

/// <summary>Reads what <see cref="NumberWriter"/> wrote. A stream that was left out reads as zeros.</summary>
internal ref struct NumberReader(ReadOnlySpan<byte> plane, ReadOnlySpan<byte> low, ReadOnlySpan<byte> high)
{
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
        return code < NumberWriter.Direct ? (ulong)code : Larger(code);
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

    public static long Unfold(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    private ulong Larger(int code)
    {
        if (code < byte.MaxValue)
        {
            return NumberWriter.Direct + ((ulong)(code - NumberWriter.Direct) << 8) + _high[_nextHigh++];
        }

        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = _high[_nextHigh++];
            value |= (ulong)(next & 127) << shift;
            if (next < 128)
            {
                return value + (NumberWriter.Paged << 8) + NumberWriter.Direct;
            }

            if (shift > 56)
            {
                throw new OverflowException();
            }
        }
    }
}
