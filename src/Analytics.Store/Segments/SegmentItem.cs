using Amazon.DynamoDBv2.Model;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Segments;

/// <summary>A saved segment as its item and back.</summary>
internal static class SegmentItem
{
    public static Dictionary<string, AttributeValue> Write(Segment segment)
    {
        segment.Check();
        Dictionary<string, AttributeValue> item = Entity.Begin(SegmentKeys.Segment(segment.SiteId, segment.Id), Entity.Segment);
        item[Names.Id] = Attributes.Number(segment.Id.Value);
        item[Names.SiteIdentifier] = Attributes.Text(segment.SiteId.Value);
        item[Names.Name] = Attributes.Text(segment.Name);
        item[Names.Filters] = Attributes.Text(segment.Filters);
        item[Names.CreatedAt] = Attributes.Instant(segment.CreatedAt);
        item[Names.UpdatedAt] = Attributes.Instant(segment.UpdatedAt);
        return item;
    }

    public static Segment Read(Dictionary<string, AttributeValue> item)
    {
        Entity.Require(item, Entity.Segment);
        return new Segment
        {
            Id = new SegmentId((int)item.RequiredNumber(Names.Id)),
            SiteId = SiteId.Parse(item.RequiredText(Names.SiteIdentifier)),
            Name = item.RequiredText(Names.Name),
            Filters = item.RequiredText(Names.Filters),
            CreatedAt = item.RequiredInstant(Names.CreatedAt),
            UpdatedAt = item.RequiredInstant(Names.UpdatedAt),
        };
    }
}
