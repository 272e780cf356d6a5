using Analytics.Functions.Http;
using Analytics.Store.Accounts;
using Microsoft.AspNetCore.Http.Timeouts;

namespace Analytics.Functions.Callers;

/// <summary>How routes say who may use them. A route that says nothing answers 404.</summary>
internal static class AccessRules
{
    public static TBuilder Public<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(Access.Rule.Public);

    /// <summary>For callers with a scope. What is asked for numbers has an answer in the deployment's time, or is told that it has none.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder route, Scopes scope) where TBuilder : IEndpointConventionBuilder =>
        scope == Scopes.Stats ? route.WithMetadata(new Access.Rule(scope), new RequestTimeoutAttribute(AnswerTime.Policy))
        : scope == Scopes.Admin ? route.WithMetadata(new Access.Rule(scope)).IsNotStored()
        : route.WithMetadata(new Access.Rule(scope));

    /// <summary>
    /// For the host's own events, such as a schedule's. No HTTP request reaches the route, whatever its credentials.
    /// </summary>
    public static TBuilder Internal<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(Access.Rule.Internal);

    /// <summary>For routes that are reached while their site is being deleted, too.</summary>
    public static TBuilder SeesDeletedSites<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new OwnSite.DeletedToo());

    /// <summary>For routes that browsers reach without any header of ours: a ticket does in the place of a key.</summary>
    public static TBuilder OrTicket<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new Access.TakesTickets());

    /// <summary>For routes of another product's clients: the key may also lie where they put theirs.</summary>
    public static TBuilder OrKeyFrom<TBuilder>(this TBuilder route, Func<HttpRequest, string?> find) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new Access.OtherKey(find));

    /// <summary>The caller of a route that needs one.</summary>
    public static Caller Caller(this HttpContext context) =>
        context.Features.Get<Caller>() ?? throw new InvalidOperationException("The route is public: it has no caller.");
}
