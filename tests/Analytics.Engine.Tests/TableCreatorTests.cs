using Analytics.Engine.Tables;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Analytics.Engine.Tests;

public class TableCreatorTests(LocalDynamo dynamo)
{
    [Fact]
    public async Task Tables_are_made_once_with_index_and_expiry_however_often_it_runs()
    {
        string name = LocalDynamo.NewTableName();
        var names = new TableNames(name, name + "-salts");
        var creator = new TableCreator(dynamo.Client);
        await dynamo.CreateTablesWithoutExpiryAsync(names); // as a start leaves them that is killed halfway
        await creator.CreateAsync(names, CancellationToken.None);
        await creator.CreateAsync(names, CancellationToken.None);

        TableDescription events = (await dynamo.Client.DescribeTableAsync(names.Events, CancellationToken.None)).Table;
        TableDescription salts = (await dynamo.Client.DescribeTableAsync(names.Salts, CancellationToken.None)).Table;
        Assert.Equal(["gsi1"], events.GlobalSecondaryIndexes.Select(i => i.IndexName));
        Assert.Empty(salts.GlobalSecondaryIndexes ?? []);
        foreach (string table in new[] { names.Events, names.Salts })
        {
            TimeToLiveDescription expiry = (await dynamo.Client.DescribeTimeToLiveAsync(table, CancellationToken.None)).TimeToLiveDescription;
            Assert.Equal(("ttl", TimeToLiveStatus.ENABLED), (expiry.AttributeName, expiry.TimeToLiveStatus));
        }
    }
}
