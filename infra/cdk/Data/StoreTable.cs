using Analytics.Store.Inputs;
using Amazon.CDK;
using Amazon.CDK.AWS.DynamoDB;
using Analytics.Cdk.Options;
using Analytics.Store.Table;
using Constructs;
using Attribute = Amazon.CDK.AWS.DynamoDB.Attribute;

namespace Analytics.Cdk.Data;

/// <summary>A table in the cloud, as the store defines it; no name of a key, an index or an attribute is written here.</summary>
internal static class StoreTable
{
    /// <summary>Without a stream.</summary>
    /// <param name="scope">Where it belongs.</param>
    /// <param name="id">Its name in the stack.</param>
    /// <param name="definition">The store's.</param>
    /// <param name="fate">What becomes of it when the stack is deleted; what is kept is protected from deletion too.</param>
    /// <param name="units">Provisioned units; null: paid by request.</param>
    /// <param name="encryption">Whose key; null: DynamoDB's.</param>
    /// <param name="recovery">Whether it can be restored to a moment of the past.</param>
    public static TableV2 Create(
        Construct scope, string id, TableDefinition definition, DataFate fate, TableUnits? units, TableEncryptionV2? encryption, bool recovery) =>
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
                    ReadCapacity = units?.IndexRead,
                    WriteCapacity = units?.IndexWrite,
                }),
            ],
            Billing = units is null ? Billing.OnDemand() : Billing.Provisioned(new ThroughputProps { ReadCapacity = units.Read, WriteCapacity = units.Write }),
            Encryption = encryption,
            TimeToLiveAttribute = definition.TimeToLiveAttribute,

            // Null, not false, where it is not wanted: the template then does not speak of recovery at all.
            PointInTimeRecovery = definition.PointInTimeRecovery && recovery ? true : null,
            DeletionProtection = fate == DataFate.Kept,
            RemovalPolicy = fate == DataFate.Kept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
        });

    private static Attribute Text(string name) => new() { Name = name, Type = AttributeType.STRING };
}
