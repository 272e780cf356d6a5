using System.Net;
using Amazon.DynamoDBv2;
using Amazon.Runtime;

namespace Analytics.Testing.Simulation.Table;

/// <summary>The errors of DynamoDB as its client throws them.</summary>
internal static class Refusal
{
    /// <summary>A request that DynamoDB does not even try.</summary>
    public static AmazonDynamoDBException Invalid(string message) =>
        new(message, ErrorType.Sender, "ValidationException", "fake", HttpStatusCode.BadRequest);
}
