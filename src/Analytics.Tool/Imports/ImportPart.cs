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
    private readonly List<string> _remarks = [];
    private readonly StringBuilder _text = new();
    private string _head = "";
    private int _headLines;
    private int _bytes;

    /// <summary>Lines of the file in it.</summary>
    public int Lines { get; private set; }

    /// <summary>Lines of the file that were in the part taken last.</summary>
    public int Taken { get; private set; }

    public bool IsFull => Lines >= mostLines || _bytes >= mostBytes;

    /// <summary>Takes in a line; one that was sent before is only remembered.</summary>
    public void Add(string line, bool isSent)
    {
        if (Lines == 0)
        {
            _head = string.Concat(_remarks.Select(remark => remark + '\n')); // the columns of a log are named at its beginning
            _headLines = _remarks.Count;
        }

        bool isRemark = !isExport && line.StartsWith('#');
        if (isRemark)
        {
            Remember(line);
        }

        if (isSent)
        {
            Count(_before, line);
            return;
        }

        int copies = isExport || isRemark || _here.ContainsKey(Hash(line)) ? 1 : 1 + _before.GetValueOrDefault(Hash(line));
        Count(_here, line);
        for (int i = 0; i < copies; i++)
        {
            _ = _text.Append(line).Append('\n');
            _bytes += Encoding.UTF8.GetByteCount(line) + 1;
        }

        Lines++;
    }

    /// <summary>Ends the part: its bytes, and how many lines of them are headers of before.</summary>
    public (ReadOnlyMemory<byte> Body, int Remarks) Take()
    {
        foreach ((ulong line, int count) in _here)
        {
            _before[line] = _before.GetValueOrDefault(line) + count;
        }

        byte[] body = Encoding.UTF8.GetBytes(_head + _text);
        _here.Clear();
        _ = _text.Clear();
        (Taken, Lines, _bytes) = (Lines, 0, 0);
        return (body, _headLines);
    }

    private void Remember(string remark)
    {
        string name = remark.Split(':', 2)[0];
        _ = _remarks.RemoveAll(known => known.Split(':', 2)[0] == name);
        _remarks.Add(remark);
    }

    private void Count(Dictionary<ulong, int> counts, string line)
    {
        if (!isExport)
        {
            counts[Hash(line)] = counts.GetValueOrDefault(Hash(line)) + 1;
        }
    }

    private static ulong Hash(string line) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(line)));
}
