using System.IO.Compression;

namespace Analytics.Functions.Ingest.Logs.Files;

/// <summary>
/// The text of gzip that is known to be whole: .NET takes a file that was cut for one that ended. So another member is put behind the
/// file, and where its text does not come out at the end, something is missing before it.
/// </summary>
/// <param name="packed">The gzip, of one member or more.</param>
internal sealed class CheckedGzip(Stream packed) : ForwardStream
{
    private static readonly byte[] End = "analytics: the end of the file, whole"u8.ToArray();
    private readonly GZipStream _text = new(new JoinedStream(packed, Member()), CompressionMode.Decompress);
    private readonly byte[] _held = new byte[End.Length];
    private byte[] _buffer = new byte[64 * 1024];
    private int _heldLength;
    private bool _isDamaged;

    /// <exception cref="InvalidDataException">The gzip is damaged, cut, or followed by something else.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (buffer.Length > 0)
        {
            int read = 0;
            try
            {
                read = _isDamaged ? 0 : await _text.ReadAsync(_buffer.AsMemory(0, Math.Min(_buffer.Length, buffer.Length)), cancellationToken);
            }
            catch (InvalidDataException)
            {
                _isDamaged = true;
            }

            if (read == 0 && !_isDamaged && _heldLength == End.Length && _held.AsSpan().SequenceEqual(End))
            {
                return 0;
            }

            if (read == 0)
            {
                return Damaged(buffer.Span);
            }

            // All but the last bytes is passed on: they may be the end's.
            int known = _heldLength + read, pass = Math.Max(0, known - End.Length);
            int held = Math.Min(pass, _heldLength);
            _held.AsSpan(0, held).CopyTo(buffer.Span);
            _buffer.AsSpan(0, pass - held).CopyTo(buffer.Span[held..]);
            _held.AsSpan(held, _heldLength - held).CopyTo(_held);
            _buffer.AsSpan(pass - held, read - (pass - held)).CopyTo(_held.AsSpan(_heldLength - held));
            _heldLength = known - pass;
            if (pass > 0)
            {
                return pass;
            }
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        _text.Dispose();
        _buffer = [];
        base.Dispose(disposing);
    }

    // What was read before the damage is passed on first.
    private int Damaged(Span<byte> buffer)
    {
        _isDamaged = true;
        int pass = Math.Min(_heldLength, buffer.Length);
        if (pass == 0)
        {
            throw new InvalidDataException("is damaged gzip: it is cut, its checksum is wrong, or something follows it");
        }

        _held.AsSpan(0, pass).CopyTo(buffer);
        _held.AsSpan(pass, _heldLength - pass).CopyTo(_held);
        _heldLength -= pass;
        return pass;
    }

    private static MemoryStream Member()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression, leaveOpen: true))
        {
            gzip.Write(End);
        }

        packed.Position = 0;
        return packed;
    }
}
