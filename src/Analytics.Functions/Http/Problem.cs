using System.Text.Json;
using System.Text.Json.Serialization;
using Analytics.Store.Inputs;

namespace Analytics.Functions.Http;

/// <summary>What went wrong, as RFC 9457 problem JSON, with every fault of the input at once.</summary>
internal sealed record Problem(
    string Title,
    int Status,
    string? Detail = null,
    IReadOnlyDictionary<string, string[]>? Errors = null) : IResult
{
    public static Problem Unauthorized { get; } =
        new("Not signed in", StatusCodes.Status401Unauthorized, "Sign in, or send an API key as 'Authorization: Bearer KEY'.");

    /// <summary>A key was sent that no account has.</summary>
    public static Problem UnknownKey { get; } =
        new("Not signed in", StatusCodes.Status401Unauthorized, "The API key is unknown: it was deleted, or it is of another server. Make a new one.");

    /// <summary>All of it in one line, for forms that have a text alone.</summary>
    [JsonIgnore]
    public string Text => Errors is { } errors
        ? string.Join("; ", errors.SelectMany(named => named.Value.Select(problem => named.Key.Length == 0 ? problem : $"{named.Key}: {problem}")))
        : Detail ?? Title;

    public static Problem Invalid(IEnumerable<InputFault> faults) => new(
        "The input cannot be used",
        StatusCodes.Status400BadRequest,
        Errors: ByField(faults));

    public static Problem Invalid(string field, string problem) => Invalid([new InputFault(field, problem)]);

    /// <summary>No route has the address.</summary>
    public static Problem NoAddress { get; } = NotFound("address") with { Detail = "Nothing is at this address: docs/http-api.md and docs/reports.md list what there is." };

    /// <summary>The address does not take the method.</summary>
    public static Problem WrongMethod(string allowed) =>
        new("The address does not take this method", StatusCodes.Status405MethodNotAllowed, allowed.Length == 0 ? null : $"It takes {allowed}.");

    public static Problem NotFound(string what) => new($"No such {what}", StatusCodes.Status404NotFound);

    /// <summary>A site that is being deleted: its own address alone still answers.</summary>
    public static Problem BeingDeleted(string site) =>
        NotFound("site") with { Detail = $"It is being deleted: GET /api/v2/sites/{site} says how far that has come." };

    public static Problem Conflict(string detail) => new("Taken", StatusCodes.Status409Conflict, detail);

    /// <summary>Names that belong to others, by the fields that claim them.</summary>
    public static Problem Taken(IEnumerable<InputFault> claims) => new("Taken", StatusCodes.Status409Conflict, Errors: ByField(claims));

    public static Problem TooLarge(long limit) => new(
        "The body is too large",
        StatusCodes.Status413PayloadTooLarge,
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"At most {limit} bytes: send it in parts."));

    /// <summary>The function's time ended before the answer began.</summary>
    public static Problem OutOfTime { get; } = new(
        "Not available at the moment", StatusCodes.Status503ServiceUnavailable, "There was not enough time. Send the same again: what was stored is not counted twice.");

    private static Dictionary<string, string[]> ByField(IEnumerable<InputFault> faults) =>
        faults.GroupBy(f => f.Field).ToDictionary(g => g.Key, g => g.Select(f => f.Problem).ToArray());

    /// <summary>Its JSON, where there is no response to write it to.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, ProblemJson.Default.Problem);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (HttpMethods.IsHead(httpContext.Request.Method))
        {
            httpContext.Response.StatusCode = Status;
            return;
        }

        if (httpContext.GetEndpoint()?.Metadata.GetMetadata<RefusalForm>() is { } form)
        {
            await form.ExecuteAsync(httpContext, this);
            return;
        }

        httpContext.Response.StatusCode = Status;
        httpContext.Response.ContentType = "application/problem+json";
        await JsonSerializer.SerializeAsync(httpContext.Response.Body, this, ProblemJson.Default.Problem, httpContext.RequestAborted);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Problem))]
internal sealed partial class ProblemJson : JsonSerializerContext;
