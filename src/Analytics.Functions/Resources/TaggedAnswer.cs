namespace Analytics.Functions.Resources;

/// <summary>JSON with its tag; 304 for who has it.</summary>
internal sealed class TaggedAnswer(ReadOnlyMemory<byte> json, int status = StatusCodes.Status200OK) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        if (EntityTag.IsKnown(httpContext, EntityTag.Of(json.Span)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = json.Length;
        await response.Body.WriteAsync(json, httpContext.RequestAborted);
    }
}
