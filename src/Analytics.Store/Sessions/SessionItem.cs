using Amazon.DynamoDBv2.Model;
using Analytics.Store.Events;
using Analytics.Store.Table;

namespace Analytics.Store.Sessions;

/// <summary>A session as the attributes of its item and back.</summary>
internal static class SessionItem
{
    public static Dictionary<string, AttributeValue> Fields(Session s)
    {
        Dictionary<string, AttributeValue> fields = new()
        {
            [Names.Entity] = Attributes.Text(Entity.Session),
            [Names.Id] = Attributes.Text(s.Id),
            [Names.SiteIdentifier] = Attributes.Text(s.SiteId),
            [Names.VisitorText] = Attributes.Text(s.VisitorId),
            [Names.EntryPath] = Attributes.Text(s.EntryPath),
            [Names.PageViewCount] = Attributes.Number(s.PageViewCount),
            [Names.EventCount] = Attributes.Number(s.EventCount),
            [Names.IsBounce] = Attributes.Flag(s.IsBounce),
            [Names.StartedAt] = Attributes.Instant(s.StartedAt),
            [Names.EndedAt] = Attributes.Instant(s.EndedAt),
        };
        fields.SetText(Names.ExitPath, s.ExitPath);
        fields.SetText(Names.ReferrerText, s.Referrer);
        fields.SetText(Names.ReferrerSource, s.ReferrerSource);
        fields.SetText(Names.UtmSource, s.UtmSource);
        fields.SetText(Names.UtmMedium, s.UtmMedium);
        fields.SetText(Names.UtmCampaign, s.UtmCampaign);
        fields.SetText(Names.CountryCode, s.Country);
        fields.SetText(Names.BrowserName, s.Browser);
        fields.SetText(Names.OsName, s.Os);
        if (s.DeviceType != DeviceType.Unknown)
        {
            fields[Names.DeviceTypeName] = Attributes.Number((int)s.DeviceType);
        }

        return fields;
    }

    public static Session Read(Dictionary<string, AttributeValue> item)
    {
        Entity.Require(item, Entity.Session);
        return new Session
        {
            Id = item.RequiredText(Names.Id),
            SiteId = item.RequiredText(Names.SiteIdentifier),
            VisitorId = item.RequiredText(Names.VisitorText),
            EntryPath = item.RequiredText(Names.EntryPath),
            ExitPath = item.OptionalText(Names.ExitPath) ?? "",
            Referrer = item.OptionalText(Names.ReferrerText),
            ReferrerSource = item.OptionalText(Names.ReferrerSource),
            UtmSource = item.OptionalText(Names.UtmSource),
            UtmMedium = item.OptionalText(Names.UtmMedium),
            UtmCampaign = item.OptionalText(Names.UtmCampaign),
            Country = item.OptionalText(Names.CountryCode),
            DeviceType = (DeviceType)(item.OptionalNumber(Names.DeviceTypeName) ?? 0),
            Browser = item.OptionalText(Names.BrowserName),
            Os = item.OptionalText(Names.OsName),
            PageViewCount = (int)item.RequiredNumber(Names.PageViewCount),
            EventCount = (int)item.RequiredNumber(Names.EventCount),
            IsBounce = item.Flag(Names.IsBounce),
            StartedAt = item.RequiredInstant(Names.StartedAt),
            EndedAt = item.RequiredInstant(Names.EndedAt),
        };
    }
}
