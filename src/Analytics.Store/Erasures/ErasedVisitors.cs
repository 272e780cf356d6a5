using System.Buffers.Binary;
using Amazon.DynamoDBv2.Model;
using Analytics.Store.Table;

namespace Analytics.Store.Erasures;

/// <summary>Keyed hashes of visitors, eight bytes each.</summary>
internal static class ErasedVisitors
{
    /// <summary>So many fit in one item with room to spare.</summary>
    public const int Most = 40_000;

    public static byte[] Write(IEnumerable<ulong> visitors)
    {
        using var bytes = new MemoryStream();
        Span<byte> eight = stackalloc byte[8];
        foreach (ulong visitor in visitors)
        {
            BinaryPrimitives.WriteUInt64BigEndian(eight, visitor);
            bytes.Write(eight);
        }

        return bytes.ToArray();
    }

    /// <summary>The visitors that an item names; none where it names something else that was erased of the day.</summary>
    public static IEnumerable<(ulong Visitor, DateTimeOffset AskedAt)> Read(Dictionary<string, AttributeValue> item)
    {
        if (item.OptionalText(Names.Entity) is Entity.MatchedEvents or Entity.Matches)
        {
            yield break;
        }

        Entity.Require(item, Entity.ErasedVisitors);
        byte[] bytes = item[Names.ErasedVisitors].B.ToArray();
        DateTimeOffset askedAt = item.RequiredInstant(Names.AskedAt);
        for (int i = 0; i + 8 <= bytes.Length; i += 8)
        {
            yield return (BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(i)), askedAt);
        }
    }
}
