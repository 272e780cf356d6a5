using Amazon.DynamoDBv2.Model;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Segments;

/// <summary>Makes, replaces, removes and lists saved segments.</summary>
internal static class WriteSegment
{
    /// <summary>Fails with ConditionalCheckFailedException where the id is taken.</summary>
    public static PutItemRequest Create(string table, Segment segment) => EditedItem.Create(table, SegmentItem.Write(segment));

    /// <summary>Fails with ConditionalCheckFailedException where it is gone or was changed since <paramref name="before"/> was read.</summary>
    public static PutItemRequest Update(string table, Segment before, Segment after)
    {
        new InputFaults()
            .Require(before.Id == after.Id, "id", "may not change")
            .Require(before.SiteId == after.SiteId, "siteId", "may not change")
            .ThrowIfAny();
        return EditedItem.Replace(table, SegmentItem.Write(after), before.UpdatedAt);
    }

    /// <summary>Succeeds where there is no such segment.</summary>
    public static DeleteItemRequest Delete(string table, SiteId site, SegmentId segment) =>
        new() { TableName = table, Key = SegmentKeys.Segment(site, segment).ToAttributes() };

    /// <summary>Fails with ConditionalCheckFailedException where it is gone or was changed since <paramref name="before"/> was read.</summary>
    public static DeleteItemRequest Delete(string table, Segment before) => EditedItem.Delete(table, SegmentKeys.Segment(before.SiteId, before.Id), before.UpdatedAt);

    public static QueryRequest List(string table, SiteId site, string? after) => new()
    {
        TableName = table,
        KeyConditionExpression = "#pk = :pk AND begins_with(#sk, :segment)",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey, ["#sk"] = Names.SortKey },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue>
        {
            [":pk"] = Attributes.Text(SiteKeys.Partition(site)),
            [":segment"] = Attributes.Text(SegmentKeys.SegmentPrefix),
        },
        ExclusiveStartKey = after is null ? null : SegmentKeys.Segment(site, SegmentId.Parse(after, "after")).ToAttributes(),
    };
}
