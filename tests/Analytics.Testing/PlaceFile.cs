using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Analytics.Testing;

/// <summary>
/// Writes a file in MaxMind's format: networks, and what each is said to be, made of texts, numbers, lists and maps. Networks must not
/// contain each other.
/// </summary>
/// <remarks>Source: MaxMind DB File Format Specification 2.0. Records of the tree have 24 bits.</remarks>
public static class PlaceFile
{
    public static readonly DateTimeOffset MadeAt = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly byte[] MetadataMarker = [0xAB, 0xCD, 0xEF, .. "MaxMind.com"u8];

    /// <summary>Writes it to a new file below a folder; its path.</summary>
    public static string Write(string folder, string type, params (string Network, object Record)[] networks)
    {
        ArgumentNullException.ThrowIfNull(networks);
        string path = Path.Combine(folder, Guid.NewGuid().ToString("n") + ".mmdb");
        File.WriteAllBytes(path, Bytes(type, networks));
        return path;
    }

    private static byte[] Bytes(string type, (string Network, object Record)[] networks)
    {
        List<int[]> nodes = [[-1, -1]]; // -1: nothing is known; from 0 a node; below -1 a record
        List<byte> data = [];
        List<int> offsets = [];
        foreach ((string network, object record) in networks)
        {
            Insert(nodes, IPNetwork.Parse(network), -2 - offsets.Count);
            offsets.Add(data.Count);
            Put(data, record);
        }

        List<byte> file = [];
        Span<byte> number = stackalloc byte[4];
        foreach (int child in nodes.SelectMany(node => node))
        {
            BinaryPrimitives.WriteInt32BigEndian(number, child switch { -1 => nodes.Count, >= 0 => child, _ => nodes.Count + 16 + offsets[-2 - child] });
            file.AddRange(number[1..]);
        }

        file.AddRange(new byte[16]);
        file.AddRange(data);
        file.AddRange(MetadataMarker);
        Put(file, new Dictionary<string, object>
        {
            ["binary_format_major_version"] = (ushort)2,
            ["binary_format_minor_version"] = (ushort)0,
            ["build_epoch"] = (ulong)MadeAt.ToUnixTimeSeconds(),
            ["database_type"] = type,
            ["description"] = new Dictionary<string, object>(),
            ["ip_version"] = (ushort)6,
            ["languages"] = Array.Empty<object>(),
            ["node_count"] = (uint)nodes.Count,
            ["record_size"] = (ushort)24,
        });
        return [.. file];
    }

    // IPv4 lies in the tree of IPv6, below 96 zeros.
    private static void Insert(List<int[]> nodes, IPNetwork network, int record)
    {
        bool isOld = network.BaseAddress.AddressFamily == AddressFamily.InterNetwork;
        byte[] bytes = isOld ? [.. new byte[12], .. network.BaseAddress.GetAddressBytes()] : network.BaseAddress.GetAddressBytes();
        int bits = network.PrefixLength + (isOld ? 96 : 0), at = 0;
        for (int i = 0; i < bits; i++)
        {
            int side = (bytes[i / 8] >> (7 - (i % 8))) & 1;
            if (i == bits - 1)
            {
                nodes[at][side] = record;
            }
            else
            {
                if (nodes[at][side] < 0)
                {
                    nodes.Add([-1, -1]);
                    nodes[at][side] = nodes.Count - 1;
                }

                at = nodes[at][side];
            }
        }
    }

    private static void Put(List<byte> to, object value)
    {
        Span<byte> number = stackalloc byte[8];
        switch (value)
        {
            case string text:
                byte[] bytes = Encoding.UTF8.GetBytes(text);
                Begin(to, 2, bytes.Length);
                to.AddRange(bytes);
                break;
            case ushort small:
                BinaryPrimitives.WriteUInt16BigEndian(number, small);
                Begin(to, 5, 2);
                to.AddRange(number[..2]);
                break;
            case uint whole:
                BinaryPrimitives.WriteUInt32BigEndian(number, whole);
                Begin(to, 6, 4);
                to.AddRange(number[..4]);
                break;
            case ulong large:
                BinaryPrimitives.WriteUInt64BigEndian(number, large);
                Begin(to, 9, 8);
                to.AddRange(number);
                break;
            case IReadOnlyDictionary<string, object> map:
                Begin(to, 7, map.Count);
                foreach ((string name, object part) in map)
                {
                    Put(to, name);
                    Put(to, part);
                }

                break;
            case IReadOnlyList<object> list:
                Begin(to, 11, list.Count);
                foreach (object part in list)
                {
                    Put(to, part);
                }

                break;
            default:
                throw new ArgumentException("must be a text, an unsigned number, a map or a list", nameof(value));
        }
    }

    // A control byte: three bits of the type, five of the size; types above 7 have a byte of their own, sizes above 28 too.
    private static void Begin(List<byte> to, int type, int size)
    {
        if (size >= 29 + 256)
        {
            throw new ArgumentOutOfRangeException(nameof(size), size, "is more than a test needs");
        }

        to.Add((byte)(((type < 8 ? type : 0) << 5) | Math.Min(size, 29)));
        if (type >= 8)
        {
            to.Add((byte)(type - 7));
        }

        if (size >= 29)
        {
            to.Add((byte)(size - 29));
        }
    }
}
