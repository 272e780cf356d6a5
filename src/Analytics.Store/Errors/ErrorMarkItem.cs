using Amazon.DynamoDBv2.Model;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Errors;

/// <summary>A mark as its item and back.</summary>
internal static class ErrorMarkItem
{
    private const string Resolved = "resolved", Ignored = "ignored";

    public static Dictionary<string, AttributeValue> Write(ErrorMark mark)
    {
        mark.Check();
        Dictionary<string, AttributeValue> item = Entity.Begin(ErrorMarkKeys.Mark(mark.SiteId, mark.Fingerprint), Entity.ErrorMark);
        item[Names.SiteIdentifier] = Attributes.Text(mark.SiteId.Value);
        item[Names.Fingerprint] = Attributes.Text(mark.Fingerprint);
        item[Names.ErrorStatus] = Attributes.Text(mark.Status == ErrorStatus.Resolved ? Resolved : Ignored);
        item[Names.CreatedBy] = Attributes.Text(mark.MarkedBy);
        item[Names.CreatedAt] = Attributes.Instant(mark.MarkedAt);
        if (mark.Releases.Count > 0)
        {
            item[Names.Releases] = Attributes.Texts(mark.Releases);
        }

        return item;
    }

    public static ErrorMark Read(Dictionary<string, AttributeValue> item)
    {
        Entity.Require(item, Entity.ErrorMark);
        return new ErrorMark
        {
            SiteId = SiteId.Parse(item.RequiredText(Names.SiteIdentifier)),
            Fingerprint = item.RequiredText(Names.Fingerprint),
            Status = item.RequiredText(Names.ErrorStatus) == Resolved ? ErrorStatus.Resolved : ErrorStatus.Ignored,
            MarkedBy = item.RequiredText(Names.CreatedBy),
            MarkedAt = item.RequiredInstant(Names.CreatedAt),
            Releases = item.Texts(Names.Releases),
        };
    }
}
