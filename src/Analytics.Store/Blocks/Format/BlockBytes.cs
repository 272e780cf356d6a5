using System.Buffers;
using System.IO.Compression;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Analytics.Store.Blocks.Format;

/// <summary>
/// A block as bytes: <c>AB</c>, version, form, a checksum of all that follows, then (in a whole block compressed together) the header's
/// numbers, the directory of streams and the streams, each compressed alone where that is smaller.
/// </summary>
/// <remarks>
/// Small blocks are compressed as one: what streams of a few bytes have in common is more than what each has with itself, and all of it
/// is read at once anyway.
/// </remarks>
internal static class BlockBytes
{
    public const byte Version = 1;

    /// <summary>The same with emptied events among the rows, which a reader of <see cref="Version"/> would take for custom events.</summary>
    public const byte VersionWithEmptied = 2;
    public const int Preamble = 8;

    /// <summary>No stream is longer, decoded.</summary>
    public const int MaxStream = 1 << 26;

    private const byte Apart = 0;
    private const byte Together = 1;
    private const int TogetherUpTo = 1 << 17;
    private const int Window = 22;

    public static byte[] Write(ReadOnlySpan<ulong> header, StreamSet streams, int quality, byte version = Version)
    {
        byte[] apart = Finish(version, Apart, Body(header, streams, quality));
        if (streams.All.Sum(s => s.Value.Length) > TogetherUpTo)
        {
            return apart;
        }

        byte[] plain = Body(header, streams, quality: null);
        using var whole = new MemoryStream();
        PutNumber(whole, (ulong)plain.Length);
        whole.Write(Compress(plain, quality) ?? plain);
        byte[] together = Finish(version, Together, whole.ToArray());
        return together.Length < apart.Length ? together : apart;
    }

    /// <summary>The bytes of a block after its preamble, decoded as far as they are compressed together.</summary>
    public static ReadOnlyMemory<byte> Unwrap(ReadOnlyMemory<byte> bytes, string name)
    {
        ReadOnlySpan<byte> span = bytes.Span;
        if (span.Length < Preamble || span[0] != 'A' || span[1] != 'B')
        {
            throw new BlockFormatException(name, null, "it is no block");
        }

        if (span[2] is not (Version or VersionWithEmptied))
        {
            throw new BlockFormatException(name, null, $"its version is {span[2]}, and versions to {VersionWithEmptied} are known");
        }

        ReadOnlyMemory<byte> body = bytes[Preamble..];
        if (MemoryMarshal.Read<uint>(span[4..]) != Checksum(span[3], body.Span))
        {
            throw new BlockFormatException(name, null, "its checksum does not fit: it is damaged or cut off");
        }

        if (span[3] == Apart)
        {
            return body;
        }

        int at = 0;
        ulong length = TakeNumber(body.Span, ref at);
        if (span[3] != Together || length > 2 * TogetherUpTo)
        {
            throw new BlockFormatException(name, null, "its form is unknown");
        }

        return Decompress(body.Span[at..], (int)length) ?? throw new BlockFormatException(name, null, "it cannot be decompressed");
    }

    /// <summary>Null where the bytes are not what was compressed.</summary>
    public static byte[]? Decompress(ReadOnlySpan<byte> stored, int length)
    {
        if (stored.Length == length)
        {
            return stored.ToArray();
        }

        byte[] plain = GC.AllocateUninitializedArray<byte>(length);
        return BrotliDecoder.TryDecompress(stored, plain, out int written) && written == length ? plain : null;
    }

    /// <exception cref="IndexOutOfRangeException">The bytes are cut off.</exception>
    /// <exception cref="OverflowException">The number is too long.</exception>
    public static ulong TakeNumber(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = bytes[at++];
            value |= (ulong)(next & 127) << shift;
            if (next < 128)
            {
                return value;
            }
        }

        throw new OverflowException();
    }

    private static byte[] Body(ReadOnlySpan<ulong> header, StreamSet streams, int? quality)
    {
        using var body = new MemoryStream();
        foreach (ulong number in header)
        {
            PutNumber(body, number);
        }

        PutNumber(body, (ulong)streams.All.Count);
        List<byte[]> stored = [];
        int previous = 0;
        foreach ((int number, byte[] plain) in streams.All)
        {
            byte[] bytes = quality is { } q ? Compress(plain, q) ?? plain : plain;
            stored.Add(bytes);
            PutNumber(body, (ulong)(number - previous));
            PutNumber(body, (ulong)plain.Length);
            PutNumber(body, (ulong)bytes.Length);
            previous = number;
        }

        stored.ForEach(bytes => body.Write(bytes));
        return body.ToArray();
    }

    private static byte[] Finish(byte version, byte form, ReadOnlySpan<byte> body)
    {
        byte[] bytes = new byte[Preamble + body.Length];
        (bytes[0], bytes[1], bytes[2], bytes[3]) = ((byte)'A', (byte)'B', version, form);
        uint checksum = Checksum(form, body);
        MemoryMarshal.Write(bytes.AsSpan(4), checksum);
        body.CopyTo(bytes.AsSpan(Preamble));
        return bytes;
    }

    // Null where compressing gains nothing: then the lengths are equal, which tells that the bytes are plain.
    private static byte[]? Compress(byte[] plain, int quality)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(plain.Length));
        try
        {
            return BrotliEncoder.TryCompress(plain, buffer, out int written, quality, Window) && written < plain.Length
                ? buffer[..written]
                : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void PutNumber(MemoryStream to, ulong value)
    {
        for (; value >= 128; value >>= 7)
        {
            to.WriteByte((byte)(value | 128));
        }

        to.WriteByte((byte)value);
    }

    private static uint Checksum(byte form, ReadOnlySpan<byte> body)
    {
        uint crc = BitOperations.Crc32C(uint.MaxValue, form);
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(body);
        foreach (ulong word in words)
        {
            crc = BitOperations.Crc32C(crc, word);
        }

        foreach (byte rest in body[(words.Length * 8)..])
        {
            crc = BitOperations.Crc32C(crc, rest);
        }

        return ~crc;
    }
}
