using System.Runtime.InteropServices;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Analytics.Functions.Hosting.Local;
using Analytics.Testing;

// Usage: data folder, number of items to write. Prints "running JAVA-PROCESS-ID", and ends on SIGINT or SIGTERM after one more write.
const string Table = "written-by-host";
var told = new TaskCompletionSource();
void End(PosixSignalContext signal)
{
    signal.Cancel = true;
    told.TrySetResult();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
await using LocalDynamoDb database = await LocalDynamoDb.StartAsync(LocalDynamo.Options with { Endpoint = null, DataFolder = args[0] }, _ => { });
using IAmazonDynamoDB client = database.CreateClient();
await client.CreateTableAsync(new CreateTableRequest
{
    TableName = Table,
    BillingMode = BillingMode.PAY_PER_REQUEST,
    KeySchema = [new KeySchemaElement("pk", KeyType.HASH)],
    AttributeDefinitions = [new AttributeDefinition("pk", ScalarAttributeType.S)],
});
for (int i = 0; i < int.Parse(args[1]); i++)
{
    await Write($"item-{i}");
}

Console.WriteLine($"running {database.ProcessId}");
await told.Task;
await Task.Delay(300);
await Write("after-the-signal");
Console.WriteLine("finished");

Task Write(string key) => client.PutItemAsync(Table, new Dictionary<string, AttributeValue> { ["pk"] = new(key) });
