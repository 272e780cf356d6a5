using System.Text.Json;

namespace Analytics.Functions.Http;

/// <summary>
/// How a route writes its refusals, where clients of another product read them: every refusal is written in this form, whichever
/// part of the product finds the fault. A route that names none answers in problem JSON.
/// </summary>
/// <param name="Write">Writes the whole body.</param>
internal sealed record RefusalForm(Action<Utf8JsonWriter, Problem> Write)
{
    /// <summary><c>{"error": "text"}</c>.</summary>
    public static RefusalForm ErrorText { get; } = new((writer, problem) =>
    {
        writer.WriteStartObject();
        writer.WriteString("error", problem.Text);
        writer.WriteEndObject();
    });

    /// <summary>What clients of the product know another status for. Default the same.</summary>
    public Func<Problem, int> StatusOf { get; init; } = problem => problem.Status;

    /// <summary>The form for those whose request shows that they know another one; null for the rest. Default null.</summary>
    public Func<HttpRequest, RefusalForm?> Other { get; init; } = _ => null;

    public async Task ExecuteAsync(HttpContext context, Problem problem)
    {
        if (Other(context.Request) is { } other)
        {
            await other.ExecuteAsync(context, problem);
            return;
        }

        context.Response.StatusCode = StatusOf(problem);
        context.Response.ContentType = "application/json";
        await using var writer = new Utf8JsonWriter(context.Response.Body);
        Write(writer, problem);
        await writer.FlushAsync(context.RequestAborted);
    }
}

internal static class RefusalFormOfRoutes
{
    /// <summary>Refusals of the route have this form.</summary>
    public static TBuilder RefusesAs<TBuilder>(this TBuilder route, RefusalForm form) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(form);
}
