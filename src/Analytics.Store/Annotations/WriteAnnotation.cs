using Amazon.DynamoDBv2.Model;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Annotations;

/// <summary>Makes, replaces, removes, reads and lists notes.</summary>
internal static class WriteAnnotation
{
    /// <summary>Fails with ConditionalCheckFailedException where the id is taken.</summary>
    public static PutItemRequest Create(string table, Annotation annotation) => EditedItem.Create(table, AnnotationItem.Write(annotation));

    /// <summary>Fails with ConditionalCheckFailedException where it is gone or was changed since <paramref name="before"/> was read.</summary>
    public static PutItemRequest Update(string table, Annotation before, Annotation after)
    {
        new InputFaults()
            .Require(before.Id == after.Id, "id", "may not change")
            .Require(before.SiteId == after.SiteId, "siteId", "may not change")
            .ThrowIfAny();
        return EditedItem.Replace(table, AnnotationItem.Write(after), before.UpdatedAt);
    }

    /// <summary>Succeeds where there is no such note.</summary>
    public static DeleteItemRequest Delete(string table, SiteId site, AnnotationId annotation) =>
        new() { TableName = table, Key = AnnotationKeys.Annotation(site, annotation).ToAttributes() };

    /// <summary>Fails with ConditionalCheckFailedException where it is gone or was changed since <paramref name="before"/> was read.</summary>
    public static DeleteItemRequest Delete(string table, Annotation before) =>
        EditedItem.Delete(table, AnnotationKeys.Annotation(before.SiteId, before.Id), before.UpdatedAt);

    /// <summary>Consistent, so that what was just saved is found.</summary>
    public static GetItemRequest Get(string table, SiteId site, AnnotationId annotation) =>
        new() { TableName = table, Key = AnnotationKeys.Annotation(site, annotation).ToAttributes(), ConsistentRead = true };

    /// <summary>Consistent, so that what was just saved is found.</summary>
    public static QueryRequest List(string table, SiteId site, AnnotationId? after) => new()
    {
        TableName = table,
        KeyConditionExpression = "#pk = :pk AND begins_with(#sk, :annotation)",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey, ["#sk"] = Names.SortKey },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue>
        {
            [":pk"] = Attributes.Text(SiteKeys.Partition(site)),
            [":annotation"] = Attributes.Text(AnnotationKeys.AnnotationPrefix),
        },
        ConsistentRead = true,
        ExclusiveStartKey = after is { } last ? AnnotationKeys.Annotation(site, last).ToAttributes() : null,
    };
}
