using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Analytics.Engine.Tables;

/// <summary>The events table of a deployment: all that a part needs to read or write it.</summary>
/// <param name="Client">The database.</param>
/// <param name="Name">The table's name: <see cref="TableNames.Events"/>.</param>
/// <param name="Clock">The present.</param>
public sealed record EventsTable(IAmazonDynamoDB Client, string Name, TimeProvider Clock)
{
    private const int MostTries = 10;

    /// <summary>
    /// Writes an item that a transaction may hold for some milliseconds: library users mark days in transactions, and DynamoDB refuses
    /// other writes of the item meanwhile. Each try is a round trip, so ten of them outlast it.
    /// </summary>
    internal async Task PutAsync(PutItemRequest request, CancellationToken cancellation)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                _ = await Client.PutItemAsync(request, cancellation);
                return;
            }
            catch (TransactionConflictException) when (tries < MostTries)
            {
                // Again.
            }
        }
    }
}
