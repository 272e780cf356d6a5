using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Analytics.Store.Table;

namespace Analytics.Engine.Tables;

/// <summary>Creates the tables where they do not exist, on a laptop and in tests; in the cloud the CDK app does.</summary>
public sealed class TableCreator(IAmazonDynamoDB client)
{
    /// <summary>Creates both tables where absent and waits until they can be used. Safe to run twice and by several at once.</summary>
    public async Task CreateAsync(TableNames names, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(names);
        await Task.WhenAll(
            CreateAsync(TableDefinition.Events, names.Events, cancellation),
            CreateAsync(TableDefinition.Salts, names.Salts, cancellation));
    }

    private async Task CreateAsync(TableDefinition definition, string name, CancellationToken cancellation)
    {
        try
        {
            _ = await client.CreateTableAsync(definition.ToCreateRequest(name), cancellation);
        }
        catch (ResourceInUseException)
        {
            // It is there, or somebody else is making it; perhaps a start was killed before it had switched expiry on.
        }

        while ((await client.DescribeTableAsync(name, cancellation)).Table.TableStatus != TableStatus.ACTIVE)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellation);
        }

        DescribeTimeToLiveResponse expiry = await client.DescribeTimeToLiveAsync(name, cancellation);
        if (expiry.TimeToLiveDescription.TimeToLiveStatus == TimeToLiveStatus.DISABLED)
        {
            _ = await client.UpdateTimeToLiveAsync(definition.ToTimeToLiveRequest(name), cancellation);
        }
    }
}
