using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Analytics.Store.Table;
using Analytics.Testing.Simulation;

namespace Analytics.Engine.Tests.Simulation;

/// <summary>
/// What the simulation runs on is held to DynamoDB Local: the same requests, the same answers, errors and contents. A failing seed is
/// printed; replay it alone with <c>ANALYTICS_SEED=n</c>, and run more with <c>ANALYTICS_SEEDS=n</c>.
/// </summary>
public sealed class FakeDynamoDbTests(LocalDynamo dynamo)
{
    private const int Requests = 40;

    [Fact]
    public async Task It_answers_as_dynamodb_does()
    {
        (IAmazonDynamoDB fake, string table) = await TwoTablesAsync();
        List<string> differences = [];
        foreach (int seed in Seeds.Some(60))
        {
            if (await DifferenceAsync(fake, table, seed) is { } difference)
            {
                differences.Add(difference);
            }
        }

        Assert.True(differences.Count == 0, $"{differences.Count} seeds differ:\n{string.Join('\n', differences.Take(5))}");
    }

    [Fact]
    public async Task It_reads_a_megabyte_at_a_time_as_dynamodb_does()
    {
        (IAmazonDynamoDB fake, string table) = await TwoTablesAsync();
        for (int i = 0; i < 12; i++)
        {
            var put = new PutItemRequest(table, new()
            {
                ["pk"] = new("p"),
                ["sk"] = new($"{i:00}"),
                ["bytes"] = new() { B = new MemoryStream(new byte[100_000 + (17_000 * i)]) },
            });
            await fake.PutItemAsync(put);
            await dynamo.Client.PutItemAsync(put);
        }

        int pages = 0;
        QueryRequest query = Partition(table, "p");
        query.ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL;
        do
        {
            QueryResponse expected = await dynamo.Client.QueryAsync(query), actual = await fake.QueryAsync(query);
            Assert.Equal(expected.Items.Select(item => item["sk"].S), actual.Items.Select(item => item["sk"].S));
            Assert.Equal(AnswerText.Item(expected.LastEvaluatedKey), AnswerText.Item(actual.LastEvaluatedKey));
            Assert.Equal(expected.ConsumedCapacity.CapacityUnits, actual.ConsumedCapacity.CapacityUnits);
            query.ExclusiveStartKey = expected.LastEvaluatedKey;
            pages++;
        }
        while (query.ExclusiveStartKey is { Count: > 0 });
        Assert.True(pages > 1);
    }

    [Fact]
    public async Task An_item_stands_in_a_transaction_once()
    {
        (IAmazonDynamoDB fake, string table) = await TwoTablesAsync();
        var twice = new TransactWriteItem { Put = new Put { TableName = table, Item = new() { ["pk"] = new("p"), ["sk"] = new("s") } } };
        var refused = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => fake.TransactWriteItemsAsync(new() { TransactItems = [twice, twice] }));
        Assert.Equal("ValidationException", refused.ErrorCode);
    }

    [Fact]
    public async Task What_the_product_never_asked_for_is_an_error_of_the_test()
    {
        (IAmazonDynamoDB fake, string table) = await TwoTablesAsync();
        await Assert.ThrowsAsync<NotSupportedException>(() => fake.ListTablesAsync());
        await Assert.ThrowsAsync<NotSupportedException>(() => fake.DeleteItemAsync(new DeleteItemRequest
        {
            TableName = table,
            Key = new() { ["pk"] = new("p"), ["sk"] = new("s") },
            ReturnItemCollectionMetrics = ReturnItemCollectionMetrics.SIZE,
        }));
    }

    // The first request of a seed that is answered otherwise.
    private async Task<string?> DifferenceAsync(IAmazonDynamoDB fake, string table, int seed)
    {
        var random = new RandomRequests(seed, table);
        List<AmazonDynamoDBRequest> requests = [.. Enumerable.Range(0, Requests).Select(_ => random.Make())];
        requests.AddRange(random.Partitions.Select(p => Partition(table, p)));
        for (int i = 0; i < requests.Count; i++)
        {
            AnswerText expected = await AnswerText.AskAsync(dynamo.Client, requests[i]);
            AnswerText actual = await AnswerText.AskAsync(fake, requests[i]);
            if (expected.Text != actual.Text)
            {
                return $"seed {seed}, request {i}: {RequestText.Of(requests[i])}DynamoDB: {expected}\nfake: {actual}";
            }
        }

        return null;
    }

    private async Task<(IAmazonDynamoDB Fake, string Table)> TwoTablesAsync()
    {
        string table = LocalDynamo.NewTableName();
        var fake = FakeDynamoDb.Over(new FakeDatabase());
        await fake.CreateTableAsync(TableDefinition.Events.ToCreateRequest(table));
        await dynamo.Client.CreateTableAsync(TableDefinition.Events.ToCreateRequest(table));
        return (fake, table);
    }

    private static QueryRequest Partition(string table, string partition) => new()
    {
        TableName = table,
        KeyConditionExpression = "#pk = :pk",
        ExpressionAttributeNames = new() { ["#pk"] = "pk" },
        ExpressionAttributeValues = new() { [":pk"] = new(partition) },
        ConsistentRead = true,
    };
}
