using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Analytics.Tool.Imports;

/// <summary>
/// Lines that are sent together. An event of a log is named by its line and by how often the line stood in the part before: a line that
/// stood in earlier parts already is written once more for each of them, so that copies stay apart and none counts twice.
/// </summary>
/// <param name="isExport">Whether the lines are events with ids of their own.</param>
/// <param name="mostLines">From how many lines on it is full.</param>
/// <param name="mostBytes">From how many bytes on it is full.</param>
internal sealed class ImportPart(bool isExport, int mostLines, int mostBytes)
{
    private readonly Dictionary<ulong, int> _before = [];
    private readonly Dictionary<ulong, int> _here = [];
    private string? _header;
    private ArrayBufferWriter<byte> _bytes = new(64 * 1024);
    private List<long> _numbers = [];
    private byte[] _utf8 = new byte[1024];

    /// <summary>Lines of the file in it.</summary>
    public int Lines { get; private set; }

    /// <summary>Whether it is to be sent.</summary>
    public bool IsFull => Lines >= mostLines || _bytes.WrittenCount >= mostBytes;

    /// <summary>Remembers a header: the columns of a log are named at its beginning, and stand above every part.</summary>
    public void Remember(string header)
    {
        if (Lines > 0 && header != _header)
        {
            Write(header, 0); // it holds from here on
        }

        _header = header;
    }

    /// <summary>Takes in a line of the file; one that was sent before is only remembered.</summary>
    public void Add(ReadOnlySpan<char> line, long number, bool isSent)
    {
        if (isSent)
        {
            Count(_before, line);
            return;
        }

        if (Lines == 0 && _header is not null)
        {
            Write(_header, 0);
        }

        int copies = 1;
        if (!isExport)
        {
            ulong hash = Hash(line);
            copies = _here.ContainsKey(hash) ? 1 : 1 + _before.GetValueOrDefault(hash);
            _here[hash] = _here.GetValueOrDefault(hash) + 1;
        }

        for (int i = 0; i < copies; i++)
        {
            Write(line, number);
        }

        Lines++;
    }

    /// <summary>Ends the part: its bytes, and of each line in them which line of the file it is; 0 for headers.</summary>
    public (ReadOnlyMemory<byte> Body, IReadOnlyList<long> Numbers) Take()
    {
        foreach ((ulong line, int count) in _here)
        {
            _before[line] = _before.GetValueOrDefault(line) + count;
        }

        _here.Clear();
        (ReadOnlyMemory<byte>, IReadOnlyList<long>) taken = (_bytes.WrittenMemory, _numbers);
        (_bytes, _numbers, Lines) = (new ArrayBufferWriter<byte>(64 * 1024), [], 0);
        return taken;
    }

    private void Write(ReadOnlySpan<char> line, long number)
    {
        _bytes.Write(Utf8(line));
        _bytes.Write("\n"u8);
        _numbers.Add(number);
    }

    private void Count(Dictionary<ulong, int> counts, ReadOnlySpan<char> line)
    {
        if (!isExport)
        {
            ulong hash = Hash(line);
            counts[hash] = counts.GetValueOrDefault(hash) + 1;
        }
    }

    private ulong Hash(ReadOnlySpan<char> line)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(Utf8(line), hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }

    private ReadOnlySpan<byte> Utf8(ReadOnlySpan<char> line)
    {
        int most = Encoding.UTF8.GetMaxByteCount(line.Length);
        _utf8 = _utf8.Length < most ? new byte[most] : _utf8;
        return _utf8.AsSpan(0, Encoding.UTF8.GetBytes(line, _utf8));
    }
}
