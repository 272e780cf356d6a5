using Amazon.DynamoDBv2.Model;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Funnels;

/// <summary>A saved funnel as its item and back.</summary>
internal static class FunnelItem
{
    public static Dictionary<string, AttributeValue> Write(Funnel funnel)
    {
        funnel.Check();
        Dictionary<string, AttributeValue> item = Entity.Begin(FunnelKeys.Funnel(funnel.SiteId, funnel.Id), Entity.Funnel);
        item[Names.Id] = Attributes.Text(funnel.Id.Value);
        item[Names.SiteIdentifier] = Attributes.Text(funnel.SiteId.Value);
        item[Names.Name] = Attributes.Text(funnel.Name);
        item[Names.Definition] = Attributes.Text(funnel.Definition);
        item[Names.CreatedAt] = Attributes.Instant(funnel.CreatedAt);
        item[Names.UpdatedAt] = Attributes.Instant(funnel.UpdatedAt);
        return item;
    }

    public static Funnel Read(Dictionary<string, AttributeValue> item)
    {
        Entity.Require(item, Entity.Funnel);
        return new Funnel
        {
            Id = FunnelId.Parse(item.RequiredText(Names.Id)),
            SiteId = SiteId.Parse(item.RequiredText(Names.SiteIdentifier)),
            Name = item.RequiredText(Names.Name),
            Definition = item.RequiredText(Names.Definition),
            CreatedAt = item.RequiredInstant(Names.CreatedAt),
            UpdatedAt = item.RequiredInstant(Names.UpdatedAt),
        };
    }
}
