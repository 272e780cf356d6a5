using Amazon.DynamoDBv2.Model;
using Analytics.Store.Calendars;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Deletions;

/// <summary>The deletion of a site as its item and back.</summary>
internal static class DeletionItem
{
    public static Dictionary<string, AttributeValue> Write(SiteDeletion deletion)
    {
        Dictionary<string, AttributeValue> item = Entity.Begin(DeletionKeys.Deletion(deletion.Site), Entity.Deletion);
        item[Names.SiteIdentifier] = Attributes.Text(deletion.Site.Value);
        item[Names.AskedAt] = Attributes.Instant(deletion.AskedAt);
        item[Names.AskedBy] = Attributes.Text(deletion.AskedBy);
        item[Names.Version] = Attributes.Number(deletion.Version);
        item[Names.FirstDay] = Attributes.Text(deletion.FirstDay.ToString());
        item[Names.WriteShards] = Attributes.Number(deletion.WriteShards);
        item[Names.Passes] = Attributes.Number(deletion.Passes);
        item.SetText(Names.DoneUntil, deletion.DoneUntil?.ToString());
        item[Names.DaysLeft] = Attributes.Number(deletion.DaysLeft);
        item[Names.ItemsRemoved] = Attributes.Number(deletion.Removed);
        item[Names.ItemsFound] = Attributes.Number(deletion.Found);
        item.SetText(Names.Fault, deletion.Fault);
        return item;
    }

    public static SiteDeletion Read(Dictionary<string, AttributeValue> item)
    {
        Entity.Require(item, Entity.Deletion);
        return new SiteDeletion
        {
            Site = SiteId.Parse(item.RequiredText(Names.SiteIdentifier)),
            AskedAt = item.RequiredInstant(Names.AskedAt),
            AskedBy = item.RequiredText(Names.AskedBy),
            Version = item.RequiredNumber(Names.Version),
            FirstDay = LocalDay.Parse(item.RequiredText(Names.FirstDay)),
            WriteShards = (int)item.RequiredNumber(Names.WriteShards),
            Passes = (int)item.RequiredNumber(Names.Passes),
            DoneUntil = item.OptionalText(Names.DoneUntil) is { } day ? LocalDay.Parse(day) : null,
            DaysLeft = (int)item.RequiredNumber(Names.DaysLeft),
            Removed = item.RequiredNumber(Names.ItemsRemoved),
            Found = item.RequiredNumber(Names.ItemsFound),
            Fault = item.OptionalText(Names.Fault),
        };
    }
}
