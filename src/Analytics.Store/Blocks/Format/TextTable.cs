using System.Text;

namespace Analytics.Store.Blocks.Format;

/// <summary>A list of texts: their lengths in bytes as numbers (the count first), their bytes as UTF-8.</summary>
internal static class TextTable
{
    public static void Write(StreamSet streams, int column, IReadOnlyList<string> values)
    {
        if (values is [] or [""])
        {
            return; // what is not there reads as the empty text
        }

        var lengths = new NumberWriter();
        lengths.Add((ulong)values.Count);
        using var bytes = new MemoryStream();
        foreach (string value in values)
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(value);
            lengths.Add((ulong)utf8.Length);
            bytes.Write(utf8);
        }

        // The lengths take the column's number, the bytes the plane that numbers of this size do not use.
        streams.SetBytes(column, StreamPart.Plane, bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        lengths.WriteTo(streams, column);
    }

    /// <exception cref="OverflowException">There cannot be so many, or so long ones.</exception>
    public static string[] Read(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> low, ReadOnlySpan<byte> high)
    {
        if (low.IsEmpty)
        {
            return [""];
        }

        var lengths = new NumberReader([], low, high);
        string[] values = new string[lengths.Next(low.Length)];
        int at = 0;
        for (int i = 0; i < values.Length; i++)
        {
            int length = lengths.Next(bytes.Length - at + 1);
            values[i] = Encoding.UTF8.GetString(bytes.Slice(at, length));
            at += length;
        }

        return values;
    }
}
