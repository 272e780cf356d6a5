using Amazon.DynamoDBv2;

namespace Analytics.Engine.Tables;

/// <summary>The events table of a deployment: all that a part needs to read or write it.</summary>
/// <param name="Client">The database.</param>
/// <param name="Name">The table's name: <see cref="TableNames.Events"/>.</param>
/// <param name="Clock">The present.</param>
public sealed record EventsTable(IAmazonDynamoDB Client, string Name, TimeProvider Clock);
