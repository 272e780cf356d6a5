using System.Buffers.Binary;
using Amazon.DynamoDBv2.Model;
using Analytics.Store.Calendars;
using Analytics.Store.Table;

namespace Analytics.Store.Erasures;

/// <summary>
/// Matched events as items and back. What one item cannot hold is in parts, which are stored before the item that names their attempt: an attempt that
/// was killed, or came second, is read by nobody.
/// </summary>
internal static class MatchedEventsItem
{
    /// <summary>So many hashes fit in one item with room to spare.</summary>
    public const int Most = 40_000;

    public static Dictionary<string, AttributeValue> WritePart(Erasure erasure, LocalDay day, string attempt, int part, ulong[] hashes, DateTimeOffset expiresAt)
    {
        ItemKey key = ErasureKeys.ErasedVisitors(erasure.Site, day, erasure.Id, FormattableString.Invariant($"{attempt}#{part:d4}"));
        return Write(key, Entity.MatchedEvents, erasure, attempt, hashes, expiresAt);
    }

    public static Dictionary<string, AttributeValue> WriteLast(ItemKey key, Erasure erasure, string attempt, ulong[] hashes, DateTimeOffset expiresAt) =>
        Write(key, Entity.Matches, erasure, attempt, hashes, expiresAt);

    /// <summary>Those of a day, as far as they are complete.</summary>
    /// <param name="items">All items of the day's partition.</param>
    public static IEnumerable<MatchedEvents> Read(IReadOnlyCollection<Dictionary<string, AttributeValue>> items)
    {
        ILookup<string, Dictionary<string, AttributeValue>> parts = items.Where(i => i.Is(Entity.MatchedEvents)).ToLookup(i => i.RequiredText(Names.Attempt));
        foreach (Dictionary<string, AttributeValue> last in items.Where(i => i.Is(Entity.Matches)))
        {
            string key = last.RequiredText(Names.SortKey);
            ulong[] hashes = [.. parts[last.RequiredText(Names.Attempt)].Append(last).SelectMany(HashesOf)];
            Array.Sort(hashes);
            yield return new MatchedEvents(key[..key.IndexOf('#', StringComparison.Ordinal)], last.RequiredInstant(Names.AskedAt), key.EndsWith("#MATCHES", StringComparison.Ordinal), hashes);
        }
    }

    private static bool Is(this Dictionary<string, AttributeValue> item, string entity) => item.OptionalText(Names.Entity) == entity;

    private static Dictionary<string, AttributeValue> Write(
        ItemKey key, string entity, Erasure erasure, string attempt, ulong[] hashes, DateTimeOffset expiresAt)
    {
        Dictionary<string, AttributeValue> item = Entity.Begin(key, entity);
        item[Names.AskedAt] = Attributes.Instant(erasure.AskedAt);
        item[Names.Attempt] = Attributes.Text(attempt);
        item[Names.TimeToLive] = Attributes.Expiry(expiresAt);
        if (hashes.Length > 0)
        {
            byte[] bytes = new byte[hashes.Length * 8];
            for (int i = 0; i < hashes.Length; i++)
            {
                BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(i * 8), hashes[i]);
            }

            item[Names.MatchedEvents] = Attributes.Bytes(bytes);
        }

        return item;
    }

    private static IEnumerable<ulong> HashesOf(Dictionary<string, AttributeValue> item)
    {
        byte[] bytes = item.TryGetValue(Names.MatchedEvents, out AttributeValue? stored) ? stored.B.ToArray() : [];
        for (int i = 0; i + 8 <= bytes.Length; i += 8)
        {
            yield return BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(i));
        }
    }
}
