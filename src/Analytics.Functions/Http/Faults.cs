using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace Analytics.Functions.Http;

/// <summary>
/// What no route expected becomes a short answer: 503 where the table did not answer (sending again is safe), else 500. The log has
/// the kind of the failure and the route, never the request.
/// </summary>
internal static class Faults
{
    public static void UseFaults(this WebApplication app)
    {
        ILogger log = app.Logger;
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
            {
                // The caller is gone: an answer would not be read.
            }
            catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
            {
                await new Problem("The request cannot be read", bad.StatusCode).ExecuteAsync(context);
            }
            catch (Exception failure) when (!context.Response.HasStarted)
            {
                bool busy = failure is AmazonServiceException or AmazonClientException or HttpRequestException or ProvisionedThroughputExceededException or TimeoutException;
                log.RouteFailed(failure.GetType().Name, (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "no route", failure.StackTrace);
                if (busy)
                {
                    context.Response.Headers.RetryAfter = "1";
                }

                await (busy
                    ? new Problem("Not available at the moment", StatusCodes.Status503ServiceUnavailable, "Send the same again: what was stored is not counted twice.")
                    : new Problem("Failed", StatusCodes.Status500InternalServerError, "This is a fault of the server.")).ExecuteAsync(context);
            }
        });
    }
}
