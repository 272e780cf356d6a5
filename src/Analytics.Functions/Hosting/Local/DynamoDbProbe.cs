using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace Analytics.Functions.Hosting.Local;

/// <summary>Asks whether a DynamoDB answers, again and again until it does or patience ends.</summary>
internal static class DynamoDbProbe
{
    /// <param name="client">Without retries of its own, or the first refusal already takes seconds.</param>
    /// <param name="patience">Altogether.</param>
    /// <param name="stillHopeful">False ends the asking: the process that should answer has ended.</param>
    /// <param name="cancellation">Ends the asking and throws.</param>
    /// <returns>Null once it answers, even with a refusal; else why the last question failed.</returns>
    public static async Task<string?> Ask(IAmazonDynamoDB client, TimeSpan patience, Func<bool> stillHopeful, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        string problem = "it does not answer";
        while (stillHopeful())
        {
            try
            {
                await client.ListTablesAsync(new ListTablesRequest { Limit = 1 }, limit.Token).ConfigureAwait(false);
                return null;
            }
            catch (AmazonServiceException refusal) when ((int)refusal.StatusCode is >= 400 and < 500 && refusal.ErrorCode is { Length: > 0 })
            {
                // Somebody who may not list tables has still been answered by DynamoDB.
                return null;
            }
            catch (Exception failure) when (failure is AmazonClientException or AmazonServiceException or HttpRequestException or IOException)
            {
                problem = Innermost(failure).Message.TrimEnd('.');
            }
            catch (OperationCanceledException)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            try
            {
                await Task.Delay(50, limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                cancellation.ThrowIfCancellationRequested();
                break;
            }
        }

        return problem;
    }

    private static Exception Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure;
}
