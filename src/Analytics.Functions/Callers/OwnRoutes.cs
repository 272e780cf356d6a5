using Analytics.Functions.Http;

namespace Analytics.Functions.Callers;

/// <summary>
/// Asks the product's own routes while a request is answered, in its caller's name and without a connection. What comes back is what the
/// route answers to everybody: the same rights, the same words for every refusal, the same budget.
/// </summary>
internal sealed class OwnRoutes
{
    private RequestDelegate? _pipeline;

    /// <summary>Requests of this kind begin here in the pipeline; put it where all that concerns a connection has been done.</summary>
    public void BeginIn(IApplicationBuilder app) => app.Use(next =>
    {
        _pipeline = next;
        return next;
    });

    /// <summary>What a route answers.</summary>
    /// <param name="asker">The request that is being answered.</param>
    /// <param name="method">Of HTTP.</param>
    /// <param name="path">The address, its segments not encoded: <c>/api/v2/query</c>.</param>
    /// <param name="query">The query, encoded, with its question mark; empty for none.</param>
    /// <param name="json">The body; empty for none.</param>
    public async Task<OwnAnswer> AskAsync(HttpContext asker, string method, string path, QueryString query, ReadOnlyMemory<byte> json)
    {
        using var answer = new MemoryStream();
        using var body = new MemoryStream(json.ToArray(), writable: false);
        var context = new DefaultHttpContext { RequestServices = asker.RequestServices, RequestAborted = asker.RequestAborted };
        context.Features.Set(new AskedWithin(asker.Caller()));
        context.Features.Set(asker.Features.Get<AnswerLimits>());
        context.Request.Method = method;
        context.Request.PathBase = asker.Request.PathBase;
        context.Request.Path = new PathString(path);
        context.Request.QueryString = query;
        context.Request.ContentType = "application/json";
        context.Request.ContentLength = json.Length;
        context.Request.Body = body;
        context.Response.Body = answer;
        await (_pipeline ?? throw new InvalidOperationException("The application is not built yet."))(context);
        return new OwnAnswer(context.Response.StatusCode, answer.ToArray());
    }
}
