using Analytics.Engine.Days;
using Analytics.Engine.Recording;
using Analytics.Engine.Tables;
using Analytics.Engine.Visitors;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Analytics.Engine.Tests;

/// <summary>Tables of a test's own, and the engine's parts over them under a clock that the test moves.</summary>
internal sealed class EngineTables
{
    private EngineTables(IAmazonDynamoDB client, TableNames names, ManualClock clock)
    {
        (Client, Names, Clock) = (client, names, clock);
        Salts = NewInstance().Salts;
    }

    public IAmazonDynamoDB Client { get; }
    public TableNames Names { get; }
    public ManualClock Clock { get; }
    public SaltStore Salts { get; }

    public static async Task<EngineTables> CreateAsync(LocalDynamo dynamo)
    {
        string name = LocalDynamo.NewTableName();
        var names = new TableNames(name, name + "-salts");
        await dynamo.CreateTablesWithoutExpiryAsync(names);
        return new EngineTables(dynamo.Client, names, new ManualClock(Some.Noon));
    }

    /// <summary>The parts as another instance of the function has them: nothing remembered.</summary>
    public AnalyticsEngine NewInstance(AnalyticsEngineOptions? options = null) => new(Client, Names, Clock, options);

    public async Task<List<Dictionary<string, AttributeValue>>> ItemsAsync(string table) =>
        (await Client.ScanAsync(new ScanRequest(table) { ConsistentRead = true }, CancellationToken.None)).Items ?? [];
}
