using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Analytics.Store.Table;

/// <summary>
/// What a table must be for the product to work on it. The tables are created from here on a laptop, in the tests and in the cloud.
/// </summary>
public sealed class TableDefinition
{
    /// <summary>The one table: events, days, blocks, sites, goals, accounts.</summary>
    public static TableDefinition Events { get; } = new()
    {
        Indexes = [new IndexDefinition(Names.OwnerIndex, Names.OwnerPartitionKey, Names.OwnerSortKey)],
        PointInTimeRecovery = true,
    };

    /// <summary>
    /// The visitor salts, apart from everything else because what is destroyed here must be gone: no recovery, no stream, no backup.
    /// </summary>
    public static TableDefinition Salts { get; } = new() { Indexes = [], PointInTimeRecovery = false };

    private TableDefinition()
    {
    }

    /// <summary>The attribute of the partition key, a string.</summary>
    public string PartitionKey { get; } = Names.PartitionKey;

    /// <summary>The attribute of the sort key, a string.</summary>
    public string SortKey { get; } = Names.SortKey;

    /// <summary>The attribute that says when an item expires, in seconds since 1970.</summary>
    public string TimeToLiveAttribute { get; } = Names.TimeToLive;

    /// <summary>The indexes beside the table's own key.</summary>
    public required IReadOnlyList<IndexDefinition> Indexes { get; init; }

    /// <summary>Whether the table may be restored to a moment of the past.</summary>
    public required bool PointInTimeRecovery { get; init; }

    /// <summary>Creates the table, paid by request. Time to live is switched on by <see cref="ToTimeToLiveRequest"/>.</summary>
    public CreateTableRequest ToCreateRequest(string tableName)
    {
        var request = new CreateTableRequest
        {
            TableName = tableName,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            KeySchema = Schema(PartitionKey, SortKey),
            AttributeDefinitions =
            [
                .. new[] { PartitionKey, SortKey }.Concat(Indexes.SelectMany(i => new[] { i.PartitionKey, i.SortKey }))
                    .Select(name => new AttributeDefinition(name, ScalarAttributeType.S)),
            ],
        };
        if (Indexes.Count > 0)
        {
            request.GlobalSecondaryIndexes =
            [
                .. Indexes.Select(index => new GlobalSecondaryIndex
                {
                    IndexName = index.Name,
                    KeySchema = Schema(index.PartitionKey, index.SortKey),
                    Projection = new Projection { ProjectionType = ProjectionType.ALL },
                }),
            ];
        }

        return request;
    }

    /// <summary>Switches expiry on.</summary>
    public UpdateTimeToLiveRequest ToTimeToLiveRequest(string tableName) => new()
    {
        TableName = tableName,
        TimeToLiveSpecification = new TimeToLiveSpecification { AttributeName = TimeToLiveAttribute, Enabled = true },
    };

    private static List<KeySchemaElement> Schema(string partitionKey, string sortKey) =>
        [new KeySchemaElement(partitionKey, KeyType.HASH), new KeySchemaElement(sortKey, KeyType.RANGE)];
}
