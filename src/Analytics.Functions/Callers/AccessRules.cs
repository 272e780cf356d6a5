using Analytics.Store.Accounts;

namespace Analytics.Functions.Callers;

/// <summary>How routes say who may use them. A route that says nothing answers 404.</summary>
internal static class AccessRules
{
    public static TBuilder Public<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(Access.Rule.Public);

    public static TBuilder Needs<TBuilder>(this TBuilder route, Scopes scope) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new Access.Rule(scope));

    /// <summary>
    /// For the host's own events, such as a schedule's. No HTTP request reaches the route, whatever its credentials.
    /// </summary>
    public static TBuilder Internal<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(Access.Rule.Internal);

    /// <summary>The caller of a route that needs one.</summary>
    public static Caller Caller(this HttpContext context) =>
        context.Features.Get<Caller>() ?? throw new InvalidOperationException("The route is public: it has no caller.");
}
