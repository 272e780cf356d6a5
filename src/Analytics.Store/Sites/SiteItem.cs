using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using Analytics.Store.Calendars;
using Analytics.Store.Table;

namespace Analytics.Store.Sites;

/// <summary>A site as its item and back.</summary>
internal static class SiteItem
{
    public static Dictionary<string, AttributeValue> Write(Site site)
    {
        Dictionary<string, AttributeValue> item = Entity.Begin(SiteKeys.Site(site.Id), Entity.Site);
        ItemKey owner = SiteKeys.SiteByOwner(site.OwnerId, site.Id);
        item[Names.OwnerPartitionKey] = Attributes.Text(owner.Partition);
        item[Names.OwnerSortKey] = Attributes.Text(owner.Sort);
        item[Names.Id] = Attributes.Text(site.Id.Value);
        item[Names.OwnerId] = Attributes.Text(site.OwnerId);
        item[Names.CreatedAt] = Attributes.Instant(site.CreatedAt);
        foreach ((string name, AttributeValue value) in Changeable(site))
        {
            item[name] = value;
        }

        return item;
    }

    /// <summary>What an update sets: everything but the key, the owner and the time of creation.</summary>
    public static Dictionary<string, AttributeValue> Changeable(Site site) => new()
    {
        [Names.Name] = Attributes.Text(site.Name),
        [Names.Domains] = Attributes.Texts(site.Domains),
        [Names.FormerDomains] = Attributes.Texts(site.FormerDomains.Select(former => former.ToText())),
        [Names.Aliases] = Attributes.Texts(site.Aliases),
        [Names.Zones] = Attributes.Texts(site.Calendar.History.Select(z => $"{z.From} {z.Zone}")),
        [Names.IsActive] = Attributes.Flag(site.IsActive),
        [Names.Settings] = Attributes.Text(JsonSerializer.Serialize(SettingsDocument.Of(site.Settings), SiteJson.Default.SettingsDocument)),
        [Names.WriteShards] = Attributes.Number(site.WriteShards),
        [Names.UpdatedAt] = Attributes.Instant(site.UpdatedAt),
    };

    public static Site Read(Dictionary<string, AttributeValue> item)
    {
        Entity.Require(item, Entity.Site);
        return new Site
        {
            Id = SiteId.Parse(item.RequiredText(Names.Id)),
            Name = item.RequiredText(Names.Name),
            Domains = item.Texts(Names.Domains),
            FormerDomains = [.. item.Texts(Names.FormerDomains).Select(FormerDomain.Read)],
            Aliases = item.Texts(Names.Aliases),
            Calendar = SiteCalendar.FromHistory([.. item.Texts(Names.Zones).Select(ReadZone)]),
            IsActive = item.Flag(Names.IsActive),
            OwnerId = item.RequiredText(Names.OwnerId),
            Settings = JsonSerializer.Deserialize(item.RequiredText(Names.Settings), SiteJson.Default.SettingsDocument)?.Over(new SiteSettings())
                ?? throw new StoredItemException("The site's settings are null."),
            WriteShards = (int)item.RequiredNumber(Names.WriteShards),
            Growth = item.OptionalInstant(Names.ShardsFrom) is { } from ? new ShardGrowth((int)item.RequiredNumber(Names.ShardsBefore), from) : null,
            ErasedUntil = item.OptionalInstant(Names.ErasedUntil),
            PausedUntil = item.OptionalInstant(Names.PausedUntil),
            DeletedAt = item.OptionalInstant(Names.DeletedAt),
            CreatedAt = item.RequiredInstant(Names.CreatedAt),
            UpdatedAt = item.RequiredInstant(Names.UpdatedAt),
        };
    }

    private static ZoneChange ReadZone(string text)
    {
        string[] parts = text.Split(' ', 2);
        return new ZoneChange(LocalDay.Parse(parts[0]), parts[1]);
    }
}
