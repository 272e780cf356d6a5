using Analytics.Store.Table;

namespace Analytics.Store.Days;

/// <summary>
/// The counts of a day's hours as bytes: 0 for an empty hour, else 1 and its six numbers, seven bits a byte, the lowest first. As a list of
/// numbers they were most of a small day's item, and most of the work of reading a year of days.
/// </summary>
internal static class DayHours
{
    private const byte Empty = 0;
    private const byte Counted = 1;
    private const int Bits = 7;

    public static byte[] Write(IReadOnlyList<DayTotals> hours)
    {
        List<byte> bytes = new(hours.Count * 8);
        foreach (DayTotals hour in hours)
        {
            if (hour == default)
            {
                bytes.Add(Empty);
                continue;
            }

            bytes.Add(Counted);
            foreach (long number in (ReadOnlySpan<long>)[hour.Pageviews, hour.Visitors, hour.Visits, hour.Bounces, hour.DurationMs, hour.Events])
            {
                Put(bytes, (ulong)number);
            }
        }

        return [.. bytes];
    }

    /// <exception cref="StoredItemException">They were not written so.</exception>
    public static List<DayTotals> Read(ReadOnlySpan<byte> bytes)
    {
        List<DayTotals> hours = new(24);
        int at = 0;
        while (at < bytes.Length)
        {
            hours.Add(bytes[at++] switch
            {
                Empty => default,
                Counted => new DayTotals(Take(bytes, ref at), Take(bytes, ref at), Take(bytes, ref at), Take(bytes, ref at), Take(bytes, ref at), Take(bytes, ref at)),
                _ => throw Damaged(),
            });
        }

        return hours;
    }

    private static void Put(List<byte> bytes, ulong number)
    {
        for (; number >= 1 << Bits; number >>= Bits)
        {
            bytes.Add((byte)(number | (1 << Bits)));
        }

        bytes.Add((byte)number);
    }

    private static long Take(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong number = 0;
        for (int shift = 0; shift < 64 && at < bytes.Length; shift += Bits)
        {
            byte next = bytes[at++];
            number |= (ulong)(next & ((1 << Bits) - 1)) << shift;
            if (next < 1 << Bits)
            {
                return (long)number;
            }
        }

        throw Damaged();
    }

    private static StoredItemException Damaged() => new($"The attribute {Names.Hours} of a day is damaged.");
}
