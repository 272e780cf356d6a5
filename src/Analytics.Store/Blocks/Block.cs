#pragma warning disable CS1591, CA1819
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Store.Sites;

namespace Analytics.Store.Blocks;

// Stand-in of the agreed surface, replaced as a whole when the columnar format lands.
public enum BlockKind { Log = 0, Sealed = 1 }

public sealed class BlockFormatException(string block, string column, string problem) : Exception($"{block}, {column}: {problem}");

public static class BlockWriter
{
    public static byte[] Seal(DayVisits visits)
    {
        ArgumentNullException.ThrowIfNull(visits);
        return Pack(BlockKind.Sealed, visits.Day, [.. visits.Visits.SelectMany(v => v.Events), .. visits.Unvisited]);
    }

    public static byte[] Log(LocalDay day, IReadOnlyList<Event> events) => Pack(BlockKind.Log, day, events);

    internal static byte[] Pack(BlockKind kind, LocalDay day, IReadOnlyList<Event> events)
    {
        var text = new StringBuilder().Append((int)kind).Append(' ').Append(day).Append('\n');
        foreach (Event e in events)
        {
            foreach ((string name, AttributeValue value) in EventItem.Write(e, 1, null))
            {
                text.Append(name).Append('\u0001').Append(value.S is not null ? "S" + value.S : value.N is not null ? "N" + value.N : "B" + Convert.ToBase64String(value.B.ToArray())).Append('\u0002');
            }

            text.Append('\u0003');
        }

        using var to = new MemoryStream();
        using (var brotli = new BrotliStream(to, CompressionLevel.Fastest))
        {
            brotli.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(text.ToString(), StandIn.Default.String)));
        }

        return to.ToArray();
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
internal sealed partial class StandIn : System.Text.Json.Serialization.JsonSerializerContext;

public sealed class Block
{
    private readonly List<Event> _events = [];
    private readonly DayVisits _visits;

    private Block(ReadOnlyMemory<byte> bytes, string name)
    {
        using var to = new MemoryStream();
        try
        {
            using var brotli = new BrotliStream(new MemoryStream(bytes.ToArray()), CompressionMode.Decompress);
            brotli.CopyTo(to);
        }
        catch (InvalidDataException e)
        {
            throw new BlockFormatException(name, "all", e.Message);
        }

        ContentHash = Convert.ToHexStringLower(SHA256.HashData(to.ToArray()));
        string text = JsonSerializer.Deserialize(to.ToArray(), StandIn.Default.String)!;
        int line = text.IndexOf('\n', StringComparison.Ordinal);
        Kind = (BlockKind)(text[0] - '0');
        Day = LocalDay.Parse(text[2..line]);
        foreach (string item in text[(line + 1)..].Split('\u0003', StringSplitOptions.RemoveEmptyEntries))
        {
            var attributes = new Dictionary<string, AttributeValue>();
            foreach (string a in item.Split('\u0002', StringSplitOptions.RemoveEmptyEntries))
            {
                int at = a.IndexOf('\u0001', StringComparison.Ordinal);
                string rest = a[(at + 2)..];
                attributes[a[..at]] = a[at + 1] switch { 'S' => new AttributeValue(rest), 'N' => new AttributeValue { N = rest }, _ => new AttributeValue { B = new MemoryStream(Convert.FromBase64String(rest)) } };
            }

            _events.Add(EventItem.Read(attributes));
        }

        _visits = DayVisits.Gather(Day, _events);
    }

    public BlockKind Kind { get; }
    public LocalDay Day { get; }
    public int Rows => _events.Count;
    public int Visits => _visits.Visits.Count;
    public int Visitors => _visits.Visits.Select(v => v.Visitor).Distinct().Count();
    public string ContentHash { get; }

    internal DayVisits Gathered => _visits;

    public static Block Open(ReadOnlyMemory<byte> bytes, string name) => new(bytes, name);

    public static Block Of(DayVisits visits) => new(BlockWriter.Seal(visits), "memory");

    public IReadOnlyList<Event> ToEvents(SiteId site) => Kind == BlockKind.Log ? [.. _events.Select(e => e with { Site = site })] : throw new InvalidOperationException();
}
