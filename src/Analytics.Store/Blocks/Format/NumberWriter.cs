using System.Buffers;

namespace Analytics.Store.Blocks.Format;

/// <summary>Writes a column of whole numbers. Small ones take a byte; the bytes of larger ones go to a stream of their own.</summary>
internal sealed class NumberWriter
{
    // One byte tells 0–223, or with another 224–8159, or that the rest follows in groups of seven bits.
    public const int Direct = 224;
    public const int Paged = 31;

    private readonly ArrayBufferWriter<byte> _plane = new();
    private readonly ArrayBufferWriter<byte> _low = new();
    private readonly ArrayBufferWriter<byte> _high = new();

    public void Add(ulong value)
    {
        if (value < Direct)
        {
            Put(_low, (byte)value);
            return;
        }

        value -= Direct;
        if (value < Paged << 8)
        {
            Put(_low, (byte)(Direct + (int)(value >> 8)));
            Put(_high, (byte)value);
            return;
        }

        Put(_low, byte.MaxValue);
        for (value -= Paged << 8; value >= 128; value >>= 7)
        {
            Put(_high, (byte)(value | 128));
        }

        Put(_high, (byte)value);
    }

    /// <summary>For numbers whose low byte is noise, such as milliseconds. Not to be mixed with <see cref="Add"/>.</summary>
    public void AddNoisy(ulong value)
    {
        Put(_plane, (byte)value);
        Add(value >> 8);
    }

    /// <summary>Zig-zag: small numbers of either sign are small.</summary>
    public static ulong Fold(long value) => (ulong)((value << 1) ^ (value >> 63));

    public void WriteTo(StreamSet streams, int column)
    {
        streams.SetNumbers(column, StreamPart.Plane, _plane.WrittenSpan);
        streams.SetNumbers(column, StreamPart.Low, _low.WrittenSpan);
        streams.SetBytes(column, StreamPart.High, _high.WrittenSpan);
    }

    private static void Put(ArrayBufferWriter<byte> to, byte value)
    {
        to.GetSpan(1)[0] = value;
        to.Advance(1);
    }
}
