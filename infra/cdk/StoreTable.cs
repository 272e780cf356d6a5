using Amazon.CDK;
using Amazon.CDK.AWS.DynamoDB;
using Analytics.Store.Table;
using Constructs;
using Attribute = Amazon.CDK.AWS.DynamoDB.Attribute;

namespace Analytics.Cdk;

/// <summary>A table in the cloud, as the store defines it; no name of a key, an index or an attribute is written here.</summary>
internal static class StoreTable
{
    /// <summary>Paid by request, encrypted with DynamoDB's own key, without a stream.</summary>
    public static TableV2 Create(Construct scope, string id, TableDefinition definition, DataFate fate, bool deletionProtection) =>
        new(scope, id, new TablePropsV2
        {
            PartitionKey = Text(definition.PartitionKey),
            SortKey = Text(definition.SortKey),
            GlobalSecondaryIndexes =
            [
                .. definition.Indexes.Select(index => new GlobalSecondaryIndexPropsV2
                {
                    IndexName = index.Name,
                    PartitionKey = Text(index.PartitionKey),
                    SortKey = Text(index.SortKey),
                    ProjectionType = ProjectionType.ALL,
                }),
            ],
            Billing = Billing.OnDemand(),
            TimeToLiveAttribute = definition.TimeToLiveAttribute,

            // Null, not false, where it is not wanted: the template then does not speak of recovery at all.
            PointInTimeRecovery = definition.PointInTimeRecovery ? true : null,
            DeletionProtection = deletionProtection,
            RemovalPolicy = fate == DataFate.Kept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
        });

    private static Attribute Text(string name) => new() { Name = name, Type = AttributeType.STRING };
}
