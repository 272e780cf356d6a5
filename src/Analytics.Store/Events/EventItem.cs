using System.Buffers.Binary;
using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Analytics.Store.Calendars;
using Analytics.Store.Sites;
using Analytics.Store.Table;
using Analytics.Store.Visitors;

namespace Analytics.Store.Events;

/// <summary>An event as its raw item and back. What is usual is left out: a pageview has no name, a direct visit no channel.</summary>
internal static class EventItem
{
    /// <summary>The most that one event of a public sender may take, in bytes as DynamoDB counts them.</summary>
    public const int MaxPublicSize = 4 * 1024;

    public static Dictionary<string, AttributeValue> Write(Event e, int shards, DateTimeOffset? expiresAt)
    {
        Dictionary<string, AttributeValue> item =
            Entity.Begin(RawKeys.Raw(e.Site, e.Day, ShardOf(e.Visitor, shards), e.ReceivedAt, e.Id), Entity.Raw);
        item[Names.Time] = Attributes.Instant(e.Time);
        item.SetText(Names.EventName, e.IsPageview ? null : e.Name);
        if (e.Visitor is { } visitor)
        {
            byte[] bits = new byte[8];
            BinaryPrimitives.WriteUInt64BigEndian(bits, visitor.Bits);
            item[Names.Visitor] = Attributes.Bytes(bits);
        }

        item.SetText(Names.Hostname, e.Page.Hostname);
        item.SetText(Names.Path, e.Page.Path);
        item.SetText(Names.Referrer, e.Referral.Referrer);
        item.SetText(Names.Source, e.Referral.Source);
        item.SetText(Names.Channel, e.Referral.Channel == Referral.Direct.Channel ? null : e.Referral.Channel);
        item.SetText(Names.Browser, e.Client.Browser);
        item.SetText(Names.Os, e.Client.Os);
        if (e.Client.Device != DeviceType.Unknown)
        {
            item[Names.Device] = Attributes.Number((int)e.Client.Device);
        }

        item.SetText(Names.Country, e.Place.Country);
        item.SetText(Names.Pack, EventPack.Write(e));
        if (expiresAt is { } expiry)
        {
            item[Names.TimeToLive] = Attributes.Expiry(expiry);
        }

        return item;
    }

    /// <exception cref="StoredItemException">Not a raw event of this version, or damaged.</exception>
    public static Event Read(Dictionary<string, AttributeValue> item)
    {
        Entity.Require(item, Entity.Raw);
        (SiteId site, LocalDay day) = ReadPartition(item.RequiredText(Names.PartitionKey));
        string[] sort = item.RequiredText(Names.SortKey).Split('#', 2);
        EventPack pack = EventPack.Read(item.OptionalText(Names.Pack));
        return new Event
        {
            Id = EventId.Parse(sort[1]),
            Site = site,
            Day = day,
            Time = item.RequiredInstant(Names.Time),
            ReceivedAt = KeyText.ParseInstant(sort[0]),
            Name = item.OptionalText(Names.EventName) ?? EventName.Pageview,
            Visitor = item.TryGetValue(Names.Visitor, out AttributeValue? bits) ? ReadVisitor(bits) : null,
            Page = new Page(item.OptionalText(Names.Hostname) ?? "", item.OptionalText(Names.Path) ?? "/", pack.Title),
            Referral = new Referral(
                item.OptionalText(Names.Referrer),
                item.OptionalText(Names.Source),
                item.OptionalText(Names.Channel) ?? Referral.Direct.Channel,
                pack.ClickId),
            Campaign = pack.Campaign,
            Client = pack.Client with
            {
                Browser = item.OptionalText(Names.Browser),
                Os = item.OptionalText(Names.Os),
                Device = (DeviceType)(item.OptionalNumber(Names.Device) ?? 0),
            },
            Place = new Place(item.OptionalText(Names.Country), pack.Region, pack.City),
            Props = pack.Props,
            Revenue = pack.Revenue,
            Interactive = pack.Interactive,
            Engagement = pack.Engagement,
            UserId = pack.UserId,
            Traits = pack.Traits,
            Library = pack.Library,
            Import = pack.Import,
        };
    }

    /// <summary>
    /// Shards are equal ranges of the visitor hash, so a visitor's events of a day lie in one partition. Events without a visitor
    /// lie in the first.
    /// </summary>
    public static int ShardOf(VisitorId? visitor, int shards) =>
        visitor is { } id ? (int)Math.BigMul(id.Bits, (ulong)shards, out _) : 0;

    private static VisitorId ReadVisitor(AttributeValue bits)
    {
        Span<byte> eight = stackalloc byte[8];
        bits.B.Position = 0;
        bits.B.ReadExactly(eight);
        return new VisitorId(BinaryPrimitives.ReadUInt64BigEndian(eight));
    }

    // SITE#{site}#RAW#{day}#{shard}: ids are of a safe alphabet, so the parts are found by their separators.
    internal static (SiteId Site, LocalDay Day) ReadPartition(string partition)
    {
        string[] parts = partition.Split('#');
        return parts is ["SITE", var site, "RAW", var day, var shard] && int.TryParse(shard, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? (SiteId.Parse(site), LocalDay.Parse(day))
            : throw new StoredItemException("The partition key is not that of a raw event.");
    }
}
