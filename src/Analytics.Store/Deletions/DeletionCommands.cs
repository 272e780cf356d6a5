using Amazon.DynamoDBv2.Model;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Deletions;

/// <summary>Asks for a site to be deleted, finds what is stored of it, and says how far the deletion has come.</summary>
internal static class DeletionCommands
{
    /// <summary>
    /// The request, that the site takes nothing any more, that its names are free, and that it is left to do: all or nothing. Fails with
    /// TransactionCanceledException where the site was changed since it was read, is gone or is being deleted already.
    /// </summary>
    /// <param name="table">The events table.</param>
    /// <param name="site">The site as it was read.</param>
    /// <param name="deletion">The request.</param>
    public static TransactWriteItemsRequest Ask(string table, Site site, SiteDeletion deletion) => new()
    {
        TransactItems =
        [
            new TransactWriteItem
            {
                Update = new Update
                {
                    TableName = table,
                    Key = SiteKeys.Site(site.Id).ToAttributes(),

                    // A release that does not know deletions takes nothing for a site that is not active.
                    UpdateExpression = "SET #deleted = :asked, #active = :no, #updated = :after",
                    ConditionExpression = "#updated = :before AND attribute_not_exists(#deleted)",
                    ExpressionAttributeNames = new Dictionary<string, string>
                    {
                        ["#deleted"] = Names.DeletedAt,
                        ["#active"] = Names.IsActive,
                        ["#updated"] = Names.UpdatedAt,
                    },
                    ExpressionAttributeValues = new Dictionary<string, AttributeValue>
                    {
                        [":asked"] = Attributes.Instant(deletion.AskedAt),
                        [":no"] = Attributes.Flag(false),
                        [":before"] = Attributes.Instant(site.UpdatedAt),
                        [":after"] = Attributes.Instant(deletion.AskedAt > site.UpdatedAt ? deletion.AskedAt : site.UpdatedAt.AddMilliseconds(1)),
                    },
                },
            },
            new TransactWriteItem { Put = new Put { TableName = table, Item = DeletionItem.Write(deletion) } },
            new TransactWriteItem { Put = new SiteJob(site.Id, SiteJob.Deletion, deletion.AskedAt + SiteJob.Known).ToPut(table) },
            .. site.Claims().Select(name => HostClaim.DeleteOwn(table, name, site.Id)),
        ],
    };

    public static GetItemRequest Get(string table, SiteId site) =>
        new() { TableName = table, Key = DeletionKeys.Deletion(site).ToAttributes(), ConsistentRead = true };

    /// <summary>Says how far it has come, if nobody else did meanwhile. Fails with ConditionalCheckFailedException otherwise.</summary>
    /// <param name="table">The events table.</param>
    /// <param name="deletion">As it is now; its version is the one after that which was read.</param>
    public static PutItemRequest Put(string table, SiteDeletion deletion) => new()
    {
        TableName = table,
        Item = DeletionItem.Write(deletion),
        ConditionExpression = "#version = :version",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#version"] = Names.Version },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":version"] = Attributes.Number(deletion.Version - 1) },
    };

    /// <summary>The keys of all items of a partition, or of those whose sort key begins with a text, expired ones included.</summary>
    public static QueryRequest Keys(string table, string partition, string prefix)
    {
        var request = new QueryRequest
        {
            TableName = table,
            ConsistentRead = true,
            ProjectionExpression = "#pk, #sk",
            KeyConditionExpression = "#pk = :pk",
            ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey, ["#sk"] = Names.SortKey },
            ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":pk"] = Attributes.Text(partition) },
        };
        if (prefix.Length > 0)
        {
            request.KeyConditionExpression += " AND begins_with(#sk, :prefix)";
            request.ExpressionAttributeValues[":prefix"] = Attributes.Text(prefix);
        }

        return request;
    }

    /// <summary>
    /// Ends it: the site, the deletion and its job go together. Fails with TransactionCanceledException where another run changed the deletion, or
    /// the site is one that is not being deleted.
    /// </summary>
    public static TransactWriteItemsRequest End(string table, SiteDeletion deletion) => new()
    {
        TransactItems =
        [
            new TransactWriteItem
            {
                Delete = new Delete
                {
                    TableName = table,
                    Key = SiteKeys.Site(deletion.Site).ToAttributes(),
                    ConditionExpression = "attribute_not_exists(#pk) OR attribute_exists(#deleted)",
                    ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey, ["#deleted"] = Names.DeletedAt },
                },
            },
            new TransactWriteItem
            {
                Delete = new Delete
                {
                    TableName = table,
                    Key = DeletionKeys.Deletion(deletion.Site).ToAttributes(),
                    ConditionExpression = "#version = :version",
                    ExpressionAttributeNames = new Dictionary<string, string> { ["#version"] = Names.Version },
                    ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":version"] = Attributes.Number(deletion.Version) },
                },
            },
            new TransactWriteItem { Delete = new Delete { TableName = table, Key = SiteKeys.Job(deletion.Site, SiteJob.Deletion).ToAttributes() } },
        ],
    };
}
