using System.Text;

namespace Analytics.Functions.Ingest.Logs.Files;

/// <summary>The lines of a text one after the other, in bounded memory whatever the text is.</summary>
/// <param name="text">UTF-8, or UTF-16 with a byte order mark.</param>
/// <param name="longest">The longest line, in characters; what is longer ends there and is too long.</param>
/// <param name="most">The most characters of the whole text.</param>
internal sealed class LineReader(Stream text, int longest = LineReader.Longest, long most = long.MaxValue) : IDisposable
{
    /// <summary>The longest line of a log.</summary>
    public const int Longest = 16 * 1024;

    private readonly StreamReader _reader = new(text, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 64 * 1024);
    private readonly char[] _buffer = new char[32 * 1024];
    private readonly char[] _carried = new char[longest];
    private int _at;
    private int _end;
    private long _total;

    /// <summary>The line, without its end. It is the reader's: the next one changes it.</summary>
    public ReadOnlyMemory<char> Line { get; private set; }

    /// <summary>Whether the line is longer than that.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Which line it is, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Goes on to the next line; false at the end.</summary>
    /// <exception cref="InvalidDataException">Damaged bytes, or more than the most characters.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        int carried = 0;
        long length = 0;
        while (true)
        {
            int found = _buffer.AsSpan(_at, _end - _at).IndexOf('\n');
            int taken = found < 0 ? _end - _at : found;
            length += taken;
            if (found >= 0 && carried == 0 && length <= longest)
            {
                Line = Trimmed(_buffer.AsMemory(_at, taken));
                return Take(taken + 1, length);
            }

            int room = Math.Min(taken, longest - carried);
            _buffer.AsSpan(_at, room).CopyTo(_carried.AsSpan(carried));
            carried += room;
            if (found >= 0)
            {
                Line = Trimmed(_carried.AsMemory(0, carried));
                return Take(taken + 1, length);
            }

            _at = 0;
            _end = await _reader.ReadAsync(_buffer, cancellation);
            _total += _end;
            if (_total > most)
            {
                throw new InvalidDataException(FormattableString.Invariant($"holds more than {most / 1024 / 1024} MB of text: send it in parts"));
            }

            if (_end == 0)
            {
                Line = Trimmed(_carried.AsMemory(0, carried));
                return length > 0 && Take(0, length);
            }
        }
    }

    public void Dispose() => _reader.Dispose();

    private static ReadOnlyMemory<char> Trimmed(ReadOnlyMemory<char> line) => line[..line.Span.TrimEnd('\r').Length];

    private bool Take(int taken, long length)
    {
        _at += taken;
        IsTooLong = length > longest;
        Number++;
        return true;
    }
}
