using Microsoft.AspNetCore.Hosting.Server;

namespace Analytics.Functions.Hosting.Lambda;

/// <summary>
/// A request of our own while the first real one is being fetched. It makes what that one would wait for: the table of routes and the
/// connection to DynamoDB. Its answer goes nowhere.
/// </summary>
internal static class Rehearsal
{
    private const string Path = "/health/ready";

    public static async Task RunAsync<TContext>(IHttpApplication<TContext> app, CancellationToken cancellation) where TContext : notnull
    {
        // Internal: no distribution brought it, so that it knows none's secret.
        var request = new LambdaRequest { IsInternal = true, Protocol = "HTTP/1.1", Scheme = "https", Method = HttpMethods.Get, Path = Path, RawTarget = Path };
        var response = new LambdaResponse(isHead: false);
        TContext context = app.CreateContext(request.ToFeatures(response, "rehearsal", cancellation));
        Exception? failure = null;
        try
        {
            await app.ProcessRequestAsync(context);
            await response.EndAsync();
        }
        catch (Exception e)
        {
            failure = e; // the first real request will meet it too, and report it
        }

        app.DisposeContext(context, failure);
    }
}
