using Analytics.Store.Inputs;

namespace Analytics.Functions.Http;

/// <summary>
/// The query parameters that a route reads. Any other would be lost in silence, and a misspelt one changes what is answered: closed routes
/// refuse it, collecting ones take the event and name it.
/// </summary>
/// <param name="Names">What the route reads, in any case: <c>?From=</c> is read as <c>?from=</c>.</param>
/// <param name="AreRefused">Whether another is refused; else it is only named.</param>
internal sealed record KnownParameters(IReadOnlyList<string> Names, bool AreRefused)
{
    /// <summary>A route that says nothing reads none.</summary>
    public static KnownParameters None { get; } = new([], true);

    /// <summary>True where the request may go on.</summary>
    public async Task<bool> AdmitAsync(HttpContext context)
    {
        if (!context.Request.QueryString.HasValue)
        {
            return true;
        }

        string[] unknown = [.. context.Request.Query.Keys.Where(name => !Names.Contains(name, StringComparer.OrdinalIgnoreCase))];
        if (unknown.Length > 0 && AreRefused)
        {
            string known = Names.Count == 0 ? "This route reads none" : "Known are " + string.Join(", ", Names);
            await Problem.Invalid(unknown.Select(name => new InputFault(name, $"is an unknown query parameter: leave it out. {known}"))).ExecuteAsync(context);
            return false;
        }

        IgnoredHeader.Add(context.Response, unknown);
        return true;
    }
}

internal static class KnownParametersOfRoutes
{
    /// <summary>The query parameters of a route of the API; any other is refused.</summary>
    public static TBuilder Reads<TBuilder>(this TBuilder route, params string[] names) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new KnownParameters(names, true));

    /// <summary>The query parameters of a route that collects events; any other is named in <c>x-analytics-ignored</c>.</summary>
    public static TBuilder Collects<TBuilder>(this TBuilder route, params string[] names) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new KnownParameters(names, false));
}
