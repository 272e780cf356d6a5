using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Analytics.Store.Table;

namespace Analytics.Store.Sites;

/// <summary>A host name's claim by the site that it belongs to, or an alias's, which is kept alike.</summary>
/// <param name="Site">The site.</param>
/// <param name="HeardUntil">Of a host name that the site gave up: until when it names the site all the same; from then on it is free. Null where it is the site's.</param>
internal sealed record HostClaim(SiteId Site, DateTimeOffset? HeardUntil)
{
    /// <summary>The site that the name means now; null where it was given up and its time is over.</summary>
    public SiteId? SiteAt(DateTimeOffset now) => HeardUntil is { } until && until <= now ? null : Site;

    /// <exception cref="StoredItemException">The item is another one.</exception>
    public static HostClaim Read(Dictionary<string, AttributeValue> item)
    {
        Entity.Require(item, Entity.Host);
        return new HostClaim(SiteId.Parse(item.RequiredText(Names.SiteIdentifier)), item.OptionalInstant(Names.HeardUntil));
    }

    /// <summary>Claims a name that is free: that nobody has, that somebody gave up and is no longer heard for, or that a site of the same account gave up.</summary>
    /// <param name="table">The table.</param>
    /// <param name="hostname">The name.</param>
    /// <param name="site">Whose it becomes, as it is written: its <see cref="Sites.Site.UpdatedAt"/> is the present.</param>
    public static TransactWriteItem Claim(string table, string hostname, Site site) => new()
    {
        Put = new Put
        {
            TableName = table,
            Item = Write(hostname, site.Id),
            ConditionExpression = "attribute_not_exists(#pk) OR #until <= :now OR #owner = :owner",
            ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey, ["#until"] = Names.HeardUntil, ["#owner"] = Names.OwnerId },
            ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":now"] = Attributes.Instant(site.UpdatedAt), [":owner"] = Attributes.Text(site.OwnerId) },
            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD, // whose it is, and until when
        },
    };

    /// <summary>Gives a host name up: it is heard for the site until its time is over. The owner stands in it only then: their other sites may take it.</summary>
    public static TransactWriteItem GiveUp(string table, FormerDomain former, Site site)
    {
        Dictionary<string, AttributeValue> item = Write(former.Domain, site.Id);
        item[Names.HeardUntil] = Attributes.Instant(former.Until);
        item[Names.OwnerId] = Attributes.Text(site.OwnerId);
        item[Names.TimeToLive] = Attributes.Expiry(former.Until);
        return new TransactWriteItem
        {
            Put = new Put
            {
                TableName = table,
                Item = item,
                ConditionExpression = IsFreeOrOwn,
                ExpressionAttributeNames = OwnNames(),
                ExpressionAttributeValues = Own(site.Id),
            },
        };
    }

    /// <summary>Sets a name of the site free.</summary>
    public static TransactWriteItem DeleteOwn(string table, string hostname, SiteId site) => new()
    {
        Delete = new Delete
        {
            TableName = table,
            Key = SiteKeys.Host(hostname).ToAttributes(),
            ConditionExpression = IsFreeOrOwn,
            ExpressionAttributeNames = OwnNames(),
            ExpressionAttributeValues = Own(site),
        },
    };

    /// <summary>
    /// The same by itself, for a host name that a deleted site gave up before. Fails with ConditionalCheckFailedException where another
    /// site has it by now.
    /// </summary>
    public static DeleteItemRequest Free(string table, string hostname, SiteId site)
    {
        Delete own = DeleteOwn(table, hostname, site).Delete;
        return new DeleteItemRequest
        {
            TableName = own.TableName,
            Key = own.Key,
            ConditionExpression = own.ConditionExpression,
            ExpressionAttributeNames = own.ExpressionAttributeNames,
            ExpressionAttributeValues = own.ExpressionAttributeValues,
        };
    }

    private const string IsFreeOrOwn = "attribute_not_exists(#pk) OR #site = :site";

    private static Dictionary<string, AttributeValue> Write(string hostname, SiteId site)
    {
        Dictionary<string, AttributeValue> item = Entity.Begin(SiteKeys.Host(hostname), Entity.Host);
        item[Names.SiteIdentifier] = Attributes.Text(site.Value);
        return item;
    }

    private static Dictionary<string, string> OwnNames() => new() { ["#pk"] = Names.PartitionKey, ["#site"] = Names.SiteIdentifier };

    private static Dictionary<string, AttributeValue> Own(SiteId site) => new() { [":site"] = Attributes.Text(site.Value) };
}
