using Analytics.Functions.Http;

namespace Analytics.Functions.Stats.Reports.Umami;

/// <summary>
/// Which of Umami's two forms a client reads. They cannot be one where a figure is an object to the second version and a number to the third:
/// the third is answered to requests that show it, the second to all others.
/// </summary>
internal static class UmamiVersion
{
    /// <summary>The header that carries a key to Umami's own cloud.</summary>
    public const string KeyHeader = "x-umami-api-key";

    /// <summary>The parameter that says it outright: 2 or 3.</summary>
    public const string Parameter = "version";

    private static readonly string[] OfThird =
        ["path", "hostname", "startDate", "endDate", "includeTeams", "match", "eventType", "excludeBounce", "distinctId", "utmSource", "utmMedium", "utmCampaign", "utmContent", "utmTerm"];

    private static readonly RefusalForm Third = new((writer, problem) =>
    {
        int status = StatusOf(problem);
        writer.WriteStartObject();
        writer.WriteStartObject("error");
        writer.WriteString("message", problem.Text);
        writer.WriteString("code", CodeOf(status));
        writer.WriteNumber("status", status);
        writer.WriteEndObject();
        writer.WriteEndObject();
    })
    { StatusOf = StatusOf };

    /// <summary>Refusals as the client's version reads them: a text, or an object with a code. A site that is not the caller's is 401.</summary>
    public static RefusalForm Refusals { get; } = RefusalForm.ErrorText with { StatusOf = StatusOf, Other = request => IsThird(request) ? Third : null };

    /// <summary>
    /// Whether a request is of a client of the third version: it says so, uses a name that is new in it, or carries its key twice, as the
    /// client that Umami publishes for it does.
    /// </summary>
    public static bool IsThird(HttpRequest request) => request.Query[Parameter] switch
    {
        ["3"] => true,
        ["2"] => false,
        _ => OfThird.Any(request.Query.ContainsKey)
            || request.Query["type"] is ["path" or "hostname" or "domain" or "utmSource" or "utmMedium" or "utmCampaign" or "utmContent" or "utmTerm"]
            || (request.Headers.ContainsKey(KeyHeader) && request.Headers.Authorization.Count > 0),
    };

    private static int StatusOf(Problem problem) => problem.Status == StatusCodes.Status404NotFound ? StatusCodes.Status401Unauthorized : problem.Status;

    private static string CodeOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "bad-request",
        StatusCodes.Status401Unauthorized => "unauthorized",
        StatusCodes.Status403Forbidden => "forbidden",
        StatusCodes.Status429TooManyRequests => "rate-limited",
        StatusCodes.Status503ServiceUnavailable => "service-unavailable",
        _ => "server-error",
    };
}
