using System.Security.Cryptography;
using Analytics.Store.Calendars;

namespace Analytics.Store.Blocks.Format;

/// <summary>The header and the streams of a stored block; streams are decompressed when they are asked for.</summary>
internal sealed class StoredStreams
{
    /// <summary>No block has more rows.</summary>
    public const int MaxRows = 1 << 22;

    private const int MaxStreams = 4096;
    private readonly ReadOnlyMemory<byte> _body;
    private readonly Dictionary<int, (int At, int Plain, int Stored)> _places = [];

    private StoredStreams(string name, ReadOnlyMemory<byte> body) => (Name, _body) = (name, body);

    public string Name { get; }

    public BlockKind Kind { get; private set; }

    public LocalDay Day { get; private set; }

    public DateTimeOffset Start { get; private set; }

    public int Visitors { get; private set; }

    public int Visited { get; private set; }

    public int Visits { get; private set; }

    public int Rows { get; private set; }

    /// <exception cref="BlockFormatException">It is damaged, cut off, or of a newer version.</exception>
    public static StoredStreams Open(ReadOnlyMemory<byte> bytes, string name)
    {
        try
        {
            var streams = new StoredStreams(name, BlockBytes.Unwrap(bytes, name));
            streams.ReadHeader();
            return streams;
        }
        catch (Exception fault) when (fault is IndexOutOfRangeException or OverflowException or ArgumentOutOfRangeException)
        {
            throw new BlockFormatException(name, null, "its header is damaged");
        }
    }

    /// <summary>Empty where it was left out.</summary>
    public ReadOnlySpan<byte> this[int column, StreamPart part]
    {
        get
        {
            if (!_places.TryGetValue(StreamSet.Number(column, part), out (int At, int Plain, int Stored) place))
            {
                return [];
            }

            ReadOnlySpan<byte> stored = _body.Span.Slice(place.At, place.Stored);
            return place.Stored == place.Plain
                ? stored
                : BlockBytes.Decompress(stored, place.Plain) ?? throw new OverflowException();
        }
    }

    public NumberReader Numbers(BlockColumn column) => Numbers((int)column);

    public NumberReader Numbers(int column) =>
        new(this[column, StreamPart.Plane], this[column, StreamPart.Low], this[column, StreamPart.High]);

    public string[] Texts(int column) =>
        TextTable.Read(this[column, StreamPart.Plane], this[column, StreamPart.Low], this[column, StreamPart.High]);

    /// <summary>SHA-256 of the header and every stream as it was before it was compressed.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> eight = stackalloc byte[8];
        foreach (long number in new[] { (long)Kind, Day.Date.DayNumber, Start.ToUnixTimeMilliseconds(), Visitors, Visited, Visits, Rows })
        {
            Append(number, eight);
        }

        foreach ((int number, (_, int plain, _)) in _places.OrderBy(place => place.Key))
        {
            Append(number, eight);
            Append(plain, eight);
            hash.AppendData(this[number / 3, (StreamPart)(number % 3)]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Append(long number, Span<byte> buffer)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(buffer, number);
            hash.AppendData(buffer);
        }
    }

    private void ReadHeader()
    {
        ReadOnlySpan<byte> body = _body.Span;
        int at = 0;
        Kind = BlockBytes.TakeNumber(body, ref at) switch { 0 => BlockKind.Log, 1 => BlockKind.Sealed, _ => throw new OverflowException() };
        Day = new LocalDay(DateOnly.FromDayNumber(Count(body, ref at, DateOnly.MaxValue.DayNumber)));
        Start = DateTimeOffset.FromUnixTimeMilliseconds(NumberReader.Unfold(BlockBytes.TakeNumber(body, ref at)));
        Visitors = Count(body, ref at, MaxRows);
        Visited = Count(body, ref at, MaxRows);
        Visits = Count(body, ref at, MaxRows);
        Rows = Count(body, ref at, MaxRows);
        if (Visitors > Visited || Visited > Visits || Visits > Rows || (Kind == BlockKind.Log && (Visited > 0 || Visits != Rows)))
        {
            throw new OverflowException();
        }

        int streams = Count(body, ref at, MaxStreams), number = 0;
        var sizes = new (int Number, int Plain, int Stored)[streams];
        for (int i = 0; i < streams; i++)
        {
            number += Count(body, ref at, MaxStreams * 16);
            sizes[i] = (number, Count(body, ref at, BlockBytes.MaxStream), Count(body, ref at, body.Length));
        }

        foreach ((int stream, int plain, int stored) in sizes)
        {
            if (stored > plain || at + stored > body.Length || !_places.TryAdd(stream, (at, plain, stored)))
            {
                throw new OverflowException();
            }

            at += stored;
        }

        if (at != body.Length)
        {
            throw new OverflowException();
        }
    }

    private static int Count(ReadOnlySpan<byte> body, ref int at, int most)
    {
        ulong value = BlockBytes.TakeNumber(body, ref at);
        return value <= (ulong)most ? (int)value : throw new OverflowException();
    }
}
